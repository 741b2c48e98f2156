package io.holdfast.dump.dumping;

import io.holdfast.events.DatabaseId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is. Requests of Holdfast's own services come first: a backup that was planned does not wait for the backups
 * that others want as well. Among equals the database that has waited longest since its last run comes first, so that one with a
 * hundred requests does not keep the others waiting.
 *
 * @param perServer most dumps at once on one server
 */
public record FairQueue(int perServer) {

    /**
     * The waiting request of one database whose turn it is.
     *
     * @param ofService whether one of Holdfast's services requested it
     * @param server where the database lies; the limit counts by it
     * @param lastStart of any run of the database; absent where there was none
     */
    public record Head<T>(
            T request,
            DatabaseId database,
            boolean ofService,
            String server,
            Instant since,
            @Nullable Instant lastStart) {}

    /** @param running how many dumps each server bears now */
    public <T> Optional<Head<T>> next(List<Head<T>> heads, Map<String, Integer> running) {
        return heads.stream()
                .filter(head -> running.getOrDefault(head.server(), 0) < perServer)
                .min(Comparator.comparing((Head<T> head) -> !head.ofService())
                        .thenComparing(head -> head.lastStart() == null ? Instant.MIN : head.lastStart())
                        .thenComparing(Head::since)
                        .thenComparing(Head::database));
    }
}
