package io.holdfast.retention.expiring;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A published promotion: the backup represents its week, month or year.
 *
 * @param until when the tier's time ends, by the policy at the time of the promotion
 */
public record TierPromotion(RetentionTier tier, @Nullable Instant until) {}
