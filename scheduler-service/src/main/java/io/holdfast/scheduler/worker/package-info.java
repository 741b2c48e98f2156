/** Periodic jobs: evaluation of the schedules, and the watermark; health checks. */
@NullMarked
package io.holdfast.scheduler.worker;

import org.jspecify.annotations.NullMarked;
