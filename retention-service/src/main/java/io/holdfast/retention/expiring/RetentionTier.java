package io.holdfast.retention.expiring;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The retention tiers, shortest first (runbook, "Retention policy"). */
public enum RetentionTier {
    DAILY,
    WEEKLY,
    MONTHLY,
    YEARLY;

    /** The value used in events, over HTTP and on the command line, such as {@code weekly}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for a value of a later version. */
    public static Optional<RetentionTier> parse(String word) {
        return Stream.of(values()).filter(tier -> tier.word().equals(word)).findFirst();
    }
}
