package io.holdfast.cli.await;

/**
 * What the log itself holds of a partition.
 *
 * @param first offset of the first record that is still there
 * @param next offset that the next record will have
 */
public record LogRange(String topic, int partition, long first, long next) {}
