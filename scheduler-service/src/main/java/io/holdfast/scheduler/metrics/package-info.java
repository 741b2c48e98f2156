/** The metrics of scheduler-service. */
@NullMarked
package io.holdfast.scheduler.metrics;

import org.jspecify.annotations.NullMarked;
