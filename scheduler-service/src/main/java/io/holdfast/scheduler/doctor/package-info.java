/** What the scheduler finds when it examines its schedules, its slots and itself. */
@NullMarked
package io.holdfast.scheduler.doctor;

import org.jspecify.annotations.NullMarked;
