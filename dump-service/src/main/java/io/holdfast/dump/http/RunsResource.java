package io.holdfast.dump.http;

import io.holdfast.dump.postgres.RunQueries;
import io.holdfast.dump.postgres.RunQueries.RunDetail;
import io.holdfast.dump.postgres.RunQueries.RunView;
import io.holdfast.events.http.OperatorOnly;
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

/** What dump-service knows about runs. Nothing can be changed here: wishes are published. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class RunsResource {

    private static final int MOST = 1000;

    private final RunQueries views;

    RunsResource(RunQueries views) {
        this.views = views;
    }

    @GET
    @Path("runs")
    @Operation(summary = "Backups that were asked for, newest first; of one database where it is named")
    public List<RunView> runs(
            @QueryParam("database") @Nullable String database, @QueryParam("limit") @DefaultValue("100") int limit) {
        return views.newest(database, Math.clamp(limit, 1, MOST));
    }

    @GET
    @Path("runs/{backup}")
    @OperatorOnly
    @Operation(summary = "One backup, with what pg_dump said last: bounded, without passwords, for operators")
    public RunDetail run(UUID backup) {
        return views.one(backup)
                .orElseThrow(() -> new NotFoundException("No backup " + backup + " is known. See /runs."));
    }

    @GET
    @Path("queue")
    @Operation(summary = "Backups that wait or run, those at work first, then the oldest")
    public List<RunView> queue() {
        return views.open(MOST);
    }
}
