package io.holdfast.cli.await;

import java.time.Instant;

/**
 * A record of the event log.
 *
 * @param timestamp the timestamp of the record
 * @param event the CloudEvent as a JSON object; for a record that is not a CloudEvent, an object with the one field {@code unreadable}
 */
public record EventLogRecord(String topic, int partition, long offset, Instant timestamp, String event) {}
