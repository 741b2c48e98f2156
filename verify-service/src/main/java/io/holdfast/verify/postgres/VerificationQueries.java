package io.holdfast.verify.postgres;

import static java.util.Objects.requireNonNull;

import io.holdfast.events.BackupId;
import io.holdfast.events.Finding;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.events.log.JsonColumnConverter;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads verifications from the catalog, for the HTTP API and the metrics. */
@ApplicationScoped
public class VerificationQueries {

    private static final int LIMIT = 200;
    private static final String VERIFICATIONS =
            "select v.*, b.database, b.kind from verification v join backup b on b.id = v.backup ";

    private final CatalogueDatabaseClient catalogue;

    VerificationQueries(CatalogueDatabaseClient catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * One verification.
     *
     * @param cause {@code completed}, {@code request}, {@code retry}, {@code copied}, {@code repetition} or {@code reinstated}
     * @param state {@code due}, {@code pinning}, {@code ready}, {@code running} or {@code ended}
     * @param outcome outcome, if it has ended
     */
    public record VerificationLine(
            UUID id,
            UUID backup,
            String database,
            String kind,
            String cause,
            String state,
            int attempt,
            Instant dueAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String outcome,
            @Nullable String level,
            @Nullable String message,
            List<Finding> findings,
            @Nullable Instant retryAt) {}

    /** The trust status of a backup, and when it was set. */
    public record TrustLine(
            UUID backup,
            String database,
            String kind,
            Instant startedAt,
            long bytes,
            String trust,
            @Nullable String level,
            boolean accepted,
            @Nullable Instant verifiedAt,
            boolean expired,
            long largeObjects) {}

    /**
     * One stored copy with its state.
     *
     * @param goodAt when it was last read and found good
     * @param decoded whether its contents were decoded too
     */
    public record CopyLine(
            String destination,
            String key,
            long bytes,
            String sha256,
            String state,
            @Nullable Instant goodAt,
            boolean decoded) {}

    /** When the newest verified backup of a kind was verified. */
    public record LastVerified(String database, String kind, Instant at) {}

    /**
     * Number of waiting and running verifications, and the age of the oldest due one. Verifications that are set aside do not
     * count.
     */
    public record Queue(int length, Duration lag) {}

    /** A backup whose verification is set aside because workers died during it. */
    public record SetAside(String database, UUID backup, Instant dueAt) {}

    /** At most 200 verifications, newest first. */
    public List<VerificationLine> verifications(Optional<String> database) {
        return catalogue.rows(
                VERIFICATIONS + "where ?::text is null or b.database = ?"
                        + " order by coalesce(v.ended_at, v.started_at, v.due_at) desc limit ?",
                VerificationQueries::verification,
                database.orElse(null),
                database.orElse(null),
                LIMIT);
    }

    /** The verifications of one backup, newest first. */
    public List<VerificationLine> verifications(BackupId backup) {
        return catalogue.rows(
                VERIFICATIONS + "where v.backup = ? order by coalesce(v.ended_at, v.started_at, v.due_at) desc",
                VerificationQueries::verification,
                backup.value());
    }

    public Optional<TrustLine> trust(BackupId backup) {
        return catalogue.row(
                "select * from backup where id = ?",
                row -> new TrustLine(
                        row.getObject("id", UUID.class),
                        row.getString("database"),
                        row.getString("kind"),
                        requireNonNull(CatalogueDatabaseClient.instant(row, "started_at")),
                        row.getLong("bytes"),
                        row.getString("trust"),
                        row.getString("level"),
                        row.getBoolean("accepted"),
                        CatalogueDatabaseClient.instant(row, "verified_at"),
                        row.getBoolean("expired"),
                        row.getLong("large_objects")),
                backup.value());
    }

    public List<CopyLine> copies(BackupId backup) {
        return catalogue.rows(
                "select * from copy where backup = ? order by destination, key",
                row -> new CopyLine(
                        row.getString("destination"),
                        row.getString("key"),
                        row.getLong("bytes"),
                        row.getString("sha256"),
                        row.getString("state"),
                        CatalogueDatabaseClient.instant(row, "good_at"),
                        row.getBoolean("decoded")),
                backup.value());
    }

    public List<LastVerified> lastVerified() {
        return catalogue.rows(
                "select database, kind, max(verified_at) as at from backup"
                        + " where trust = 'verified' and verified_at is not null group by database, kind",
                row -> new LastVerified(
                        row.getString("database"),
                        row.getString("kind"),
                        requireNonNull(CatalogueDatabaseClient.instant(row, "at"))));
    }

    public Queue queue(Instant now) {
        return catalogue
                .row(
                        "select count(*) as length, min(due_at) as oldest from verification"
                                + " where state <> 'ended' and not set_aside and due_at <= ?",
                        row -> {
                            Instant oldest = CatalogueDatabaseClient.instant(row, "oldest");
                            return new Queue(
                                    row.getInt("length"),
                                    oldest == null ? Duration.ZERO : Duration.between(oldest, now));
                        },
                        now)
                .orElseThrow();
    }

    public List<SetAside> setAside() {
        return catalogue.rows(
                "select database, backup, due_at from verification where set_aside and state <> 'ended'"
                        + " order by database, due_at",
                row -> new SetAside(
                        row.getString("database"),
                        row.getObject("backup", UUID.class),
                        requireNonNull(CatalogueDatabaseClient.instant(row, "due_at"))));
    }

    private static VerificationLine verification(ResultSet row) throws SQLException {
        return new VerificationLine(
                row.getObject("id", UUID.class),
                row.getObject("backup", UUID.class),
                row.getString("database"),
                row.getString("kind"),
                row.getString("cause"),
                row.getString("state"),
                row.getInt("attempt"),
                requireNonNull(CatalogueDatabaseClient.instant(row, "due_at")),
                CatalogueDatabaseClient.instant(row, "started_at"),
                CatalogueDatabaseClient.instant(row, "ended_at"),
                row.getString("outcome"),
                row.getString("level"),
                row.getString("message"),
                JsonColumnConverter.findings(row.getString("findings")),
                CatalogueDatabaseClient.instant(row, "retry_at"));
    }
}
