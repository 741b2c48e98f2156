package io.holdfast.restore.postgres;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.events.codec.Json;
import io.holdfast.events.log.CatalogueDatabaseClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads plans and restores for the HTTP API. */
@ApplicationScoped
public class RestoreQueries {

    private static final int NEWEST = 200;

    private final CatalogueDatabaseClient catalogue;

    RestoreQueries(CatalogueDatabaseClient catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * One plan or restore.
     *
     * @param state {@code wished}, {@code planned}, {@code approved}, {@code safeguarding} (waits for the pre-restore backup),
     *     {@code pinning}, {@code ready}, {@code running}, {@code completed}, {@code failed} or {@code rejected}
     * @param afterwards {@code reverted} or {@code dropped}, after a swap
     */
    public record RestoreLine(
            UUID id,
            String database,
            String state,
            @Nullable UUID backup,
            @Nullable String mode,
            @Nullable String target,
            String askedBy,
            Instant askedAt,
            @Nullable Instant validUntil,
            @Nullable String approvedBy,
            int attempt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String reason,
            @Nullable String message,
            @Nullable String keptAs,
            @Nullable String afterwards) {}

    /** A step with its start time. */
    public record StepLine(int attempt, Instant at, String name, String text) {}

    /**
     * Everything known about one restore. For operators only, because it has object names and output of pg_restore, which may
     * quote rows.
     *
     * @param plan the plan as it was displayed
     * @param report the report in numbers
     * @param notRestored objects that could not be restored; absent if all were restored
     * @param page the detailed report
     * @param words output of pg_restore and the hooks
     */
    public record RestorePage(
            RestoreLine restore,
            @Nullable JsonNode plan,
            List<StepLine> steps,
            @Nullable JsonNode report,
            @Nullable JsonNode findings,
            @Nullable JsonNode notRestored,
            @Nullable JsonNode page,
            @Nullable String words) {}

    public List<RestoreLine> restores(Optional<String> database) {
        return catalogue.rows(
                "select * from restore where ?::text is null or database = ? order by asked_at desc limit " + NEWEST,
                RestoreQueries::line,
                database.orElse(null),
                database.orElse(null));
    }

    public Optional<RestorePage> restore(UUID id) {
        List<StepLine> steps = catalogue.rows(
                "select * from step where restore = ? order by at, attempt",
                row -> new StepLine(
                        row.getInt("attempt"),
                        requireNonNull(CatalogueDatabaseClient.instant(row, "at")),
                        row.getString("name"),
                        row.getString("text")),
                id);
        return catalogue.row(
                "select * from restore where id = ?",
                row -> new RestorePage(
                        line(row),
                        json(row.getString("plan")),
                        steps,
                        json(row.getString("report")),
                        json(row.getString("findings")),
                        json(row.getString("not_restored")),
                        json(row.getString("page")),
                        row.getString("words")),
                id);
    }

    /** Number of running restores. */
    public int running() {
        return catalogue
                .row("select count(*) from restore where state = 'running'", row -> row.getInt(1))
                .orElse(0);
    }

    /** Duration of the last completed restore. */
    public Optional<Double> lastSeconds() {
        return catalogue.row(
                "select took_ms from duration where what = 'restore' order by ended_at desc limit 1",
                row -> row.getLong(1) / 1000.0);
    }

    private static RestoreLine line(ResultSet row) throws SQLException {
        return new RestoreLine(
                row.getObject("id", UUID.class),
                row.getString("database"),
                row.getString("state"),
                row.getObject("backup", UUID.class),
                row.getString("mode"),
                row.getString("target"),
                row.getString("asked_by"),
                requireNonNull(CatalogueDatabaseClient.instant(row, "asked_at")),
                CatalogueDatabaseClient.instant(row, "valid_until"),
                row.getString("approved_by"),
                row.getInt("attempt"),
                CatalogueDatabaseClient.instant(row, "started_at"),
                CatalogueDatabaseClient.instant(row, "ended_at"),
                row.getString("reason"),
                row.getString("message"),
                row.getString("kept_as"),
                row.getString("afterwards"));
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        try {
            return text == null ? null : Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read JSON from the catalog", e);
        }
    }
}
