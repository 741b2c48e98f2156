/** Settings, and the schedules that they define. */
@NullMarked
package io.holdfast.scheduler.settings;

import org.jspecify.annotations.NullMarked;
