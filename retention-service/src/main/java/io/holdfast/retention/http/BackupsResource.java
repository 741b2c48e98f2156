package io.holdfast.retention.http;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Kind;
import io.holdfast.events.Printable;
import io.holdfast.retention.expiring.Backup;
import io.holdfast.retention.expiring.RetentionPlan.Entry;
import io.holdfast.retention.expiring.State;
import io.holdfast.retention.postgres.History;
import io.holdfast.retention.postgres.JdbcBooks;
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

/** All backups there ever were. */
@Path("/backups")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class BackupsResource {

    private static final int MOST = 1_000_000;

    private final JdbcBooks books;
    private final History history;
    private final Plans plans;
    private final Clock clock;

    BackupsResource(JdbcBooks books, History history, Plans plans, Clock clock) {
        this.books = books;
        this.history = history;
        this.plans = plans;
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
            throw Refused.because("'" + Printable.shortened(database) + "' is not a database id");
        }
        if (kind != null && Kind.parse(kind).isEmpty()) {
            throw Refused.because("'" + Printable.shortened(kind) + "' is not a kind; there are full and schema_only");
        }
        if (state != null && !state.equals("expiring") && State.parse(state).isEmpty()) {
            throw Refused.because("'" + Printable.shortened(state) + "' is not a state of a backup");
        }
        List<Backup> found = books.list(database, kind, state, Numbers.between(1, MOST, "limit", limit));
        Map<BackupId, Entry> entries = plans.entries(found);
        Instant now = clock.instant();
        return found.stream()
                .map(page -> BackupView.of(page, entries.get(page.id()), now, null))
                .toList();
    }

    @GET
    @Path("/{id}")
    @Transactional
    @Operation(summary = "One backup, with every event about it")
    public BackupView show(@PathParam("id") String id) {
        BackupId backup = id(id);
        return books.look(List.of(backup)).stream()
                .findFirst()
                .map(page -> BackupView.of(
                        page, plans.entries(List.of(page)).get(backup), clock.instant(), history.of(backup)))
                .orElseThrow(() -> Refused.unknown("no backup " + backup + " is known"));
    }

    private static BackupId id(String text) {
        try {
            return BackupId.parse(text);
        } catch (IllegalArgumentException e) {
            throw Refused.because("'" + Printable.shortened(text) + "' is not the id of a backup");
        }
    }
}
