/** Doctor checks of scheduler-service. */
@NullMarked
package io.holdfast.scheduler.doctor;

import org.jspecify.annotations.NullMarked;
