package io.holdfast.cli.await;

import java.time.Instant;

/**
 * A record as it lies on the log.
 *
 * @param timestamp the broker's
 * @param event the CloudEvent as a JSON object; of a record that is none, an object with the one field {@code unreadable}
 */
public record LogRecord(String topic, int partition, long offset, Instant timestamp, String event) {}
