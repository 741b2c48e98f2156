package io.holdfast.dump.dumping;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.RejectionReason;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How many backups of one database may be open. Requests of Holdfast's own services have places of their own, because a source
 * is only a name: whoever may write {@code backup-requests} can use as many as it likes.
 *
 * @param others most open backups that others requested
 * @param services most open backups that the scheduler and restore-service requested
 * @param perSource most of {@code others} that one source may have
 * @param pause how long a source that went over its limit is refused
 */
public record QueueLimits(int others, int services, int perSource, Duration pause) {

    /** What is open, for one database. */
    public interface Queue {

        /** Backups that have not ended. */
        int open(DatabaseId database, boolean ofServices);

        /** Of these, those that this source requested. */
        int openOf(DatabaseId database, URI source);

        /** Until when requests of the source are refused. */
        Optional<Instant> pausedUntil(DatabaseId database, URI source);
    }

    /** Why there is no place. */
    record Full(RejectionReason reason, String message) {}

    Optional<Full> of(DatabaseId database, URI source, boolean ofService, Instant now, Queue queue) {
        if (ofService) {
            return full(database, queue.open(database, true), services, "that Holdfast's services requested");
        }
        Optional<Instant> paused = queue.pausedUntil(database, source).filter(now::isBefore);
        if (paused.isPresent()) {
            return Optional.of(new Full(
                    RejectionReason.SOURCE_PAUSED,
                    "'" + source + "' had too many open backups of '" + database + "' and is refused until "
                            + paused.get() + "; ask again then"));
        }
        int own = queue.openOf(database, source);
        if (own >= perSource) {
            return Optional.of(new Full(
                    RejectionReason.SOURCE_LIMIT,
                    own + " backups of '" + database + "' that '" + source + "' requested are waiting or running, and "
                            + perSource + " is the limit of one source; ask again when some have ended, but not within "
                            + pause));
        }
        return full(database, queue.open(database, false), others, "that others requested");
    }

    private static Optional<Full> full(DatabaseId database, int open, int limit, String whose) {
        return open < limit
                ? Optional.empty()
                : Optional.of(new Full(
                        RejectionReason.QUEUE_FULL,
                        open + " backups of '" + database + "' " + whose + " are waiting or running, and " + limit
                                + " is the limit; ask again when some have ended"));
    }
}
