package io.holdfast.dump.postgres;

import static io.holdfast.events.log.CatalogueDatabaseClient.instant;

import io.holdfast.events.log.CatalogueDatabaseClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Queries of runs for operators and dashboards. */
@ApplicationScoped
public class DumpRunQueries {

    private final CatalogueDatabaseClient catalogue;

    DumpRunQueries(CatalogueDatabaseClient catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * A summary of one backup.
     *
     * @param state {@code queued}, {@code running}, {@code waiting}, {@code completed}, {@code failed}, {@code cancelled} or
     *     {@code rejected}
     * @param attempt number of the newest attempt; 0 before the first one
     * @param failure failure of the newest failed attempt, or the reason of the rejection
     * @param sqlState SQLSTATE of that failure, if a session of Holdfast received one
     */
    public record RunView(
            UUID backup,
            String database,
            String kind,
            String state,
            int attempt,
            @Nullable String label,
            Instant acceptedAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Instant retryAt,
            @Nullable String artifact,
            @Nullable Long bytes,
            @Nullable String failure,
            @Nullable String message,
            @Nullable String sqlState) {}

    /** A backup with pg_dump's error output of the newest failed attempt. The output can contain names of database objects. */
    public record RunDetail(
            RunView run, @Nullable String server, @Nullable String complaint) {}

    public List<RunView> newest(@Nullable String database, int limit) {
        return database == null
                ? catalogue.rows("select * from backup order by accepted_at desc limit ?", DumpRunQueries::view, limit)
                : catalogue.rows(
                        "select * from backup where database = ? order by accepted_at desc limit ?",
                        DumpRunQueries::view,
                        database,
                        limit);
    }

    public List<RunView> open(int limit) {
        return catalogue.rows(
                "select * from backup where state in ('queued', 'running', 'waiting')"
                        + " order by state <> 'running', accepted_at limit ?",
                DumpRunQueries::view,
                limit);
    }

    public Optional<RunDetail> one(UUID backup) {
        return catalogue.row(
                "select * from backup where backup = ?",
                row -> new RunDetail(view(row), row.getString("server"), row.getString("complaint")),
                backup);
    }

    private static RunView view(ResultSet row) throws SQLException {
        long bytes = row.getLong("bytes");
        Long stored = row.wasNull() ? null : bytes;
        String failure = row.getString("failure") == null ? row.getString("rejection") : row.getString("failure");
        return new RunView(
                row.getObject("backup", UUID.class),
                row.getString("database"),
                row.getString("kind"),
                row.getString("state"),
                row.getInt("attempt"),
                row.getString("label"),
                java.util.Objects.requireNonNull(instant(row, "accepted_at")),
                instant(row, "started_at"),
                instant(row, "ended_at"),
                instant(row, "retry_at"),
                row.getString("artifact"),
                stored,
                failure == null ? null : failure.toLowerCase(Locale.ROOT),
                row.getString("message"),
                row.getString("sql_state"));
    }
}
