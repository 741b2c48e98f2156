package io.holdfast.cli.await;

/**
 * The range of offsets that a partition of the event log has.
 *
 * @param first offset of the first record that still exists
 * @param next offset of the next record
 */
public record EventLogRange(String topic, int partition, long first, long next) {}
