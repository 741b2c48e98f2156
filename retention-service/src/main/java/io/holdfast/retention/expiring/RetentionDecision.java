package io.holdfast.retention.expiring;

import io.holdfast.events.CopyLocation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a copy, or a backup as a whole, is kept or expires, with the reason in words. */
public sealed interface RetentionDecision {

    String reason();

    /** @param goesAt the first instant at which it may be deleted; absent if that does not depend on time alone */
    record Keep(String reason, @Nullable Instant goesAt) implements RetentionDecision {}

    /**
     * @param since when it first could have been deleted
     * @param countsOn copies of the same backup that must exist when this copy is deleted
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

    /** The first instant at which it may be deleted or could have been deleted, if known. */
    default @Nullable Instant goesAt() {
        return switch (this) {
            case Keep keep -> keep.goesAt;
            case Expire expire -> expire.since;
        };
    }

    /** The value used over HTTP and on the command line: {@code keep} or {@code expire}. */
    default String action() {
        return switch (this) {
            case Keep keep -> "keep";
            case Expire expire -> "expire";
        };
    }
}
