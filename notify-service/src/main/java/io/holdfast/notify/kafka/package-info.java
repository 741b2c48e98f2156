/** Consumer of backup-events, and backfill of events that a sink has missed. */
@NullMarked
package io.holdfast.notify.kafka;

import org.jspecify.annotations.NullMarked;
