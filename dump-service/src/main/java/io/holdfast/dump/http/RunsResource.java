package io.holdfast.dump.http;

import io.holdfast.dump.postgres.DumpRunQueries;
import io.holdfast.dump.postgres.DumpRunQueries.RunDetail;
import io.holdfast.dump.postgres.DumpRunQueries.RunView;
import io.holdfast.events.http.RequiresOperatorToken;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Read-only HTTP resource of runs. Requests for changes are published on topics. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class RunsResource {

    private static final int MAX_LIMIT = 1000;

    private final DumpRunQueries queries;

    RunsResource(DumpRunQueries queries) {
        this.queries = queries;
    }

    @GET
    @Path("runs")
    @Operation(summary = "Requested backups, newest first, optionally of one database")
    public List<RunView> runs(
            @QueryParam("database") @Nullable String database, @QueryParam("limit") @DefaultValue("100") int limit) {
        return queries.newest(database, Math.clamp(limit, 1, MAX_LIMIT));
    }

    @GET
    @Path("runs/{backup}")
    @RequiresOperatorToken
    @Operation(
            summary =
                    "One backup, with the last error output of pg_dump: limited in size, without passwords, for operators")
    public RunDetail run(UUID backup) {
        return queries.one(backup)
                .orElseThrow(() -> new NotFoundException("Unknown backup " + backup + ". See /runs."));
    }

    @GET
    @Path("queue")
    @Operation(summary = "Waiting and running backups: running ones first, then the oldest")
    public List<RunView> queue() {
        return queries.open(MAX_LIMIT);
    }
}
