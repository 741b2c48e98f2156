package io.holdfast.retention.http;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.DatabaseId;
import io.holdfast.retention.expiring.BackupRecord;
import io.holdfast.retention.expiring.BackupState;
import io.holdfast.retention.expiring.RetentionPlan.Entry;
import io.holdfast.retention.postgres.BackupEventRepository;
import io.holdfast.retention.postgres.JdbcBackupRepository;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Lists all backups, including deleted ones. */
@Path("/backups")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class BackupsResource {

    private static final int MOST = 1_000_000;

    private final JdbcBackupRepository repository;
    private final BackupEventRepository history;
    private final PlanPreview planPreview;
    private final Clock clock;

    BackupsResource(
            JdbcBackupRepository repository, BackupEventRepository history, PlanPreview planPreview, Clock clock) {
        this.repository = repository;
        this.history = history;
        this.planPreview = planPreview;
        this.clock = clock;
    }

    @GET
    @Transactional
    @Operation(summary = "Backups, newest first")
    public List<BackupView> list(
            @QueryParam("database") @Nullable String database,
            @QueryParam("kind") @Nullable String kind,
            @Parameter(description = "such as verified, failed or expiring") @QueryParam("state") @Nullable
                    String state,
            @QueryParam("limit") @DefaultValue("100") String limit) {
        if (database != null && DatabaseId.parse(database).isEmpty()) {
            throw InvalidQueryResponse.because(
                    "'" + ControlCharacterSanitizer.shortened(database) + "' is not a database id");
        }
        if (kind != null && BackupKind.parse(kind).isEmpty()) {
            throw InvalidQueryResponse.because("'" + ControlCharacterSanitizer.shortened(kind)
                    + "' is not a kind of backup; use full or schema_only");
        }
        if (state != null
                && !state.equals("expiring")
                && BackupState.parse(state).isEmpty()) {
            throw InvalidQueryResponse.because(
                    "'" + ControlCharacterSanitizer.shortened(state) + "' is not a state of a backup");
        }
        List<BackupRecord> found =
                repository.list(database, kind, state, QueryParameterParser.between(1, MOST, "limit", limit));
        Map<BackupId, Entry> entries = planPreview.entries(found);
        Instant now = clock.instant();
        return found.stream()
                .map(record -> BackupView.of(record, entries.get(record.id()), now, null))
                .toList();
    }

    @GET
    @Path("/{id}")
    @Transactional
    @Operation(summary = "One backup, with every event about it")
    public BackupView show(@PathParam("id") String id) {
        BackupId backup = id(id);
        return repository.read(List.of(backup)).stream()
                .findFirst()
                .map(record -> BackupView.of(
                        record, planPreview.entries(List.of(record)).get(backup), clock.instant(), history.of(backup)))
                .orElseThrow(() -> InvalidQueryResponse.unknown("no backup " + backup + " exists"));
    }

    private static BackupId id(String text) {
        try {
            return BackupId.parse(text);
        } catch (IllegalArgumentException e) {
            throw InvalidQueryResponse.because(
                    "'" + ControlCharacterSanitizer.shortened(text) + "' is not the id of a backup");
        }
    }
}
