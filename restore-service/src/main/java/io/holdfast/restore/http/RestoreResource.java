package io.holdfast.restore.http;

import io.holdfast.events.http.OperatorOnly;
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

/** What is planned, is being restored, and was. */
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
            @Parameter(description = "Only those of this database") @RestQuery Optional<String> database) {
        return queries.restores(database);
    }

    @GET
    @Path("{id}")
    @OperatorOnly
    @Blocking
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Plan, steps with their times, the report by name, and pg_restore's own words: for operators")
    public RestorePage show(UUID id) {
        return queries.restore(id).orElseThrow(NotFoundException::new);
    }
}
