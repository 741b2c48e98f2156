/** Consumer of backup-events, and its watermark. */
@NullMarked
package io.holdfast.scheduler.kafka;

import org.jspecify.annotations.NullMarked;
