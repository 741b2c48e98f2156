package io.holdfast.dump.dumping;

import io.holdfast.events.DatabaseId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is. The database that has waited longest since its last run comes first, so that one with a hundred requests
 * does not keep the others waiting; within a database, the oldest request.
 *
 * @param perServer most dumps at once on one server
 */
public record FairQueue(int perServer) {

    /**
     * The oldest waiting request of one database.
     *
     * @param server where the database lies; the limit counts by it
     * @param lastStart of any run of the database; absent where there was none
     */
    public record Head<T>(
            T request,
            DatabaseId database,
            String server,
            Instant since,
            @Nullable Instant lastStart) {}

    /** @param running how many dumps each server bears now */
    public <T> Optional<Head<T>> next(List<Head<T>> heads, Map<String, Integer> running) {
        return heads.stream()
                .filter(head -> running.getOrDefault(head.server(), 0) < perServer)
                .min(Comparator.comparing((Head<T> head) -> head.lastStart() == null ? Instant.MIN : head.lastStart())
                        .thenComparing(Head::since)
                        .thenComparing(Head::database));
    }
}
