/** Schedules of backups in the notation of operators, parsed by scheduler-service and by {@code holdfast config check}. */
@NullMarked
package io.holdfast.settings.schedule;

import org.jspecify.annotations.NullMarked;
