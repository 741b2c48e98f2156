package io.holdfast.verify.postgres;

import static java.util.Objects.requireNonNull;

import io.holdfast.events.Finding;
import io.holdfast.events.RestoreReport;
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

/** Reads drills from the catalog, for the HTTP API and the metrics. */
@ApplicationScoped
public class DrillQueries {

    private static final int LIMIT = 200;
    private static final String DRILLS = "select d.*, b.database from drill d join backup b on b.id = d.backup ";

    private final CatalogueDatabaseClient catalogue;

    DrillQueries(CatalogueDatabaseClient catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * One drill.
     *
     * @param cause {@code request}, {@code heard} (from events that an earlier catalog caused), or the risk that made it due
     * @param state {@code due}, {@code pinning}, {@code ready}, {@code running} or {@code ended}
     * @param outcome {@code completed}, {@code failed} or {@code impossible}, if it has ended
     * @param took measured recovery time of the database, if it completed
     */
    public record DrillLine(
            UUID id,
            UUID backup,
            String database,
            String cause,
            String state,
            int attempt,
            Instant dueAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String outcome,
            @Nullable String level,
            @Nullable Duration took,
            List<Finding> findings) {}

    /**
     * One drill with its detailed report.
     *
     * @param page report with object names and output of PostgreSQL programs, which may quote rows; for operators only
     */
    public record DrillPage(DrillLine drill, @Nullable RestoreReport report, String page) {}

    /** The newest good drill of a database. */
    public record LastGood(String database, Instant at, Duration took) {}

    /** At most 200 drills, newest first. */
    public List<DrillLine> drills(Optional<String> database) {
        return catalogue.rows(
                DRILLS + "where ?::text is null or b.database = ?"
                        + " order by coalesce(d.ended_at, d.started_at, d.due_at) desc limit ?",
                DrillQueries::line,
                database.orElse(null),
                database.orElse(null),
                LIMIT);
    }

    public Optional<DrillPage> drill(UUID id) {
        return catalogue.row(
                DRILLS + "where d.id = ?",
                row -> new DrillPage(
                        line(row),
                        row.getString("report") == null
                                ? null
                                : JsonColumnConverter.read(row.getString("report"), RestoreReport.class),
                        row.getString("page")),
                id);
    }

    public List<LastGood> lastGood() {
        return catalogue.rows(
                "select distinct on (b.database) b.database, d.ended_at, d.took_ms from drill d join backup b"
                        + " on b.id = d.backup where d.outcome = 'completed' order by b.database, d.ended_at desc",
                row -> new LastGood(
                        row.getString("database"),
                        requireNonNull(CatalogueDatabaseClient.instant(row, "ended_at")),
                        Duration.ofMillis(row.getLong("took_ms"))));
    }

    private static DrillLine line(ResultSet row) throws SQLException {
        long millis = row.getLong("took_ms");
        Duration took = row.wasNull() ? null : Duration.ofMillis(millis);
        return new DrillLine(
                row.getObject("id", UUID.class),
                row.getObject("backup", UUID.class),
                row.getString("database"),
                row.getString("cause"),
                row.getString("state"),
                row.getInt("attempt"),
                requireNonNull(CatalogueDatabaseClient.instant(row, "due_at")),
                CatalogueDatabaseClient.instant(row, "started_at"),
                CatalogueDatabaseClient.instant(row, "ended_at"),
                row.getString("outcome"),
                row.getString("level"),
                took,
                JsonColumnConverter.findings(row.getString("findings")));
    }
}
