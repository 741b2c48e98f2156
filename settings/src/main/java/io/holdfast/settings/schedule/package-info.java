/** When a backup recurs, as an operator writes it: read by scheduler-service and by {@code holdfast config check} alike. */
@NullMarked
package io.holdfast.settings.schedule;

import org.jspecify.annotations.NullMarked;
