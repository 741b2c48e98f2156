package io.holdfast.dump.dumping;

import io.holdfast.events.DatabaseId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Selects the next request. Requests of Holdfast's services come first, so scheduled backups do not wait for requests of
 * others. Within each group, the database with the longest time since its last run comes first. A database with many
 * requests therefore does not delay the others.
 *
 * @param perServer maximum number of concurrent dumps on one server
 */
public record FairBackupRequestSelector(int perServer) {

    /**
     * The next waiting request of one database.
     *
     * @param ofService whether a Holdfast service made the request
     * @param server server of the database; the limit applies per server
     * @param lastStart last start of a run of the database; absent if there was none
     */
    public record Head<T>(
            T request,
            DatabaseId database,
            boolean ofService,
            String server,
            Instant since,
            @Nullable Instant lastStart) {}

    /** @param running number of running dumps by server */
    public <T> Optional<Head<T>> next(List<Head<T>> heads, Map<String, Integer> running) {
        return heads.stream()
                .filter(head -> running.getOrDefault(head.server(), 0) < perServer)
                .min(Comparator.comparing((Head<T> head) -> !head.ofService())
                        .thenComparing(head -> head.lastStart() == null ? Instant.MIN : head.lastStart())
                        .thenComparing(Head::since)
                        .thenComparing(Head::database));
    }
}
