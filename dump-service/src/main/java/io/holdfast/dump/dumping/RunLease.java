package io.holdfast.dump.dumping;

import java.time.Instant;

/**
 * A worker's right to a run, which ends by itself unless it is renewed.
 *
 * @param worker one process; never used again by another
 * @param until by the catalogue's clock
 */
public record RunLease(String worker, Instant until) {}
