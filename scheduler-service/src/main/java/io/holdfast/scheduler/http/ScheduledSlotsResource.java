package io.holdfast.scheduler.http;

import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.DatabaseId;
import io.holdfast.scheduler.scheduling.ScheduledSlotQueries;
import io.holdfast.scheduler.scheduling.ScheduledSlotView;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** HTTP resource of the slot ledger. */
@Path("/slots")
@Produces(MediaType.APPLICATION_JSON)
public class ScheduledSlotsResource {

    private static final Set<String> STATES =
            Set.of("planned", "passed_over", "requested", "failed", "settled", "missed", "settled_late", "withdrawn");
    private static final int MAX_LIMIT = 1000;

    private final ScheduledSlotQueries queries;

    ScheduledSlotsResource(ScheduledSlotQueries queries) {
        this.queries = queries;
    }

    /** Returns slots, newest first. */
    @GET
    @Blocking
    @Operation(summary = "Slots with their history, newest first")
    public List<ScheduledSlotView> slots(
            @Parameter(description = "only slots of this database") @QueryParam("database") @Nullable String database,
            @Parameter(
                            description =
                                    "only slots in this state: planned, passed_over, requested, failed, settled, missed,"
                                            + " settled_late or withdrawn")
                    @QueryParam("state")
                    @Nullable
                    String state,
            @Parameter(description = "maximum number of slots, 1 to 1000") @QueryParam("limit") @DefaultValue("100")
                    int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw refused("limit=" + limit + " is out of range. Use a value from 1 to " + MAX_LIMIT + ".");
        }
        return queries.find(Optional.ofNullable(database).map(ScheduledSlotsResource::database), state(state), limit);
    }

    private static DatabaseId database(String text) {
        return DatabaseId.parse(text)
                .orElseThrow(
                        () -> refused("'" + ControlCharacterSanitizer.shortened(text) + "' is not a database id."));
    }

    private static Optional<String> state(@Nullable String text) {
        if (text != null && !STATES.contains(text)) {
            throw refused("'" + ControlCharacterSanitizer.shortened(text) + "' is not a state. Use one of "
                    + String.join(", ", STATES.stream().sorted().toList()) + ".");
        }
        return Optional.ofNullable(text);
    }

    private static BadRequestException refused(String message) {
        return new BadRequestException(Response.status(Response.Status.BAD_REQUEST)
                .type(MediaType.APPLICATION_JSON)
                .entity(Map.of("message", message))
                .build());
    }
}
