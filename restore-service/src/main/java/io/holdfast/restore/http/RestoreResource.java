package io.holdfast.restore.http;

import io.holdfast.events.http.RequiresOperatorToken;
import io.holdfast.restore.postgres.RestoreQueries;
import io.holdfast.restore.postgres.RestoreQueries.RestoreLine;
import io.holdfast.restore.postgres.RestoreQueries.RestorePage;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** Serves plans and restores: waiting, running and ended. */
@Path("/restores")
public class RestoreResource {

    private final RestoreQueries queries;

    RestoreResource(RestoreQueries queries) {
        this.queries = queries;
    }

    @GET
    @Blocking
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The newest 200 plans and restores")
    public List<RestoreLine> list(
            @Parameter(description = "Only restores of this database") @RestQuery Optional<String> database) {
        return queries.restores(database);
    }

    @GET
    @Path("{id}")
    @RequiresOperatorToken
    @Blocking
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "One restore with its plan, steps, detailed report and the output of pg_restore; for operators"
                    + " only")
    public RestorePage show(UUID id) {
        return queries.restore(id).orElseThrow(NotFoundException::new);
    }
}
