package io.holdfast.dump.dumping;

import java.time.Instant;

/**
 * The lease of a worker on a run. It expires unless it is renewed.
 *
 * @param worker id of the process; never reused
 * @param until expiry time according to the clock of the catalog database
 */
public record RunLease(String worker, Instant until) {}
