package io.holdfast.retention.expiring;

import io.holdfast.events.CopyLocation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of one copy, or of a backup as a whole, with the reason in words. */
public sealed interface RetentionDecision {

    String reason();

    /** @param goesAt the first instant at which it may go; absent where that depends on other things than time */
    record Keep(String reason, @Nullable Instant goesAt) implements RetentionDecision {}

    /**
     * @param since the instant from which it might have gone
     * @param countsOn copies of the same backup that have to be there when this one goes
     */
    record Expire(String reason, Instant since, List<CopyLocation> countsOn) implements RetentionDecision {

        public Expire {
            countsOn = List.copyOf(countsOn);
        }

        Expire(String reason, Instant since) {
            this(reason, since, List.of());
        }
    }

    static Keep keep(String reason) {
        return new Keep(reason, null);
    }

    /** The first instant at which it may go, or might have gone, where that is known. */
    default @Nullable Instant goesAt() {
        return switch (this) {
            case Keep keep -> keep.goesAt;
            case Expire expire -> expire.since;
        };
    }

    /** The word used over HTTP and on the command line: {@code keep} or {@code expire}. */
    default String action() {
        return switch (this) {
            case Keep keep -> "keep";
            case Expire expire -> "expire";
        };
    }
}
