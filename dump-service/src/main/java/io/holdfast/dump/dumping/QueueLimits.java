package io.holdfast.dump.dumping;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.RejectionReason;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Limits for the open backups of one database. Requests of Holdfast's services have a separate limit. A limit for each source
 * is not sufficient: a client with write access to {@code backup-requests} can use any number of source names.
 *
 * @param others maximum number of open backups that others requested
 * @param services maximum number of open backups that the scheduler and restore-service requested
 * @param perSource maximum number of {@code others} from one source
 * @param pause how long requests of a source are refused after it exceeded its limit
 */
public record QueueLimits(int others, int services, int perSource, Duration pause) {

    /** The open backups of one database. */
    public interface Queue {

        /** Returns the number of backups that have not ended. */
        int open(DatabaseId database, boolean ofServices);

        /** Returns the number of open backups that this source requested. */
        int openOf(DatabaseId database, URI source);

        /** Returns the time until which requests of the source are refused. */
        Optional<Instant> pausedUntil(DatabaseId database, URI source);
    }

    /** The reason why a limit is reached. */
    record Full(RejectionReason reason, String message) {}

    Optional<Full> of(DatabaseId database, URI source, boolean ofService, Instant now, Queue queue) {
        if (ofService) {
            return full(database, queue.open(database, true), services, "requested by Holdfast's services");
        }
        Optional<Instant> paused = queue.pausedUntil(database, source).filter(now::isBefore);
        if (paused.isPresent()) {
            return Optional.of(new Full(
                    RejectionReason.SOURCE_PAUSED,
                    "requests for '" + database + "' from '" + source + "' are refused until " + paused.get()
                            + ", because this source exceeded its limit of open backups; retry after this time"));
        }
        int own = queue.openOf(database, source);
        if (own >= perSource) {
            return Optional.of(new Full(
                    RejectionReason.SOURCE_LIMIT,
                    own + " backups of '" + database + "' requested by '" + source
                            + "' are waiting or running, and the limit"
                            + " for one source is " + perSource
                            + "; retry when some of them have ended, but not within "
                            + pause));
        }
        return full(database, queue.open(database, false), others, "requested by others");
    }

    private static Optional<Full> full(DatabaseId database, int open, int limit, String whose) {
        return open < limit
                ? Optional.empty()
                : Optional.of(new Full(
                        RejectionReason.QUEUE_FULL,
                        open + " backups of '" + database + "' " + whose + " are waiting or running, and the limit is "
                                + limit + "; retry when some of them have ended"));
    }
}
