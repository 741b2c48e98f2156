package io.holdfast.retention.expiring;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That the log said: this backup stands for its week, month or year.
 *
 * @param until when the tier's time ends, by the policy at the time of saying
 */
public record Promotion(Tier tier, @Nullable Instant until) {}
