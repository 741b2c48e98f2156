package io.holdfast.restore.http;

import io.holdfast.events.http.ForOperators;
import io.holdfast.restore.postgres.Readings;
import io.holdfast.restore.postgres.Readings.RestoreLine;
import io.holdfast.restore.postgres.Readings.RestorePage;
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

    private final Readings readings;

    RestoreResource(Readings readings) {
        this.readings = readings;
    }

    @GET
    @Blocking
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The newest 200 plans and restores")
    public List<RestoreLine> list(
            @Parameter(description = "Only those of this database") @RestQuery Optional<String> database) {
        return readings.restores(database);
    }

    @GET
    @Path("{id}")
    @ForOperators
    @Blocking
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Plan, steps with their times, the report by name, and pg_restore's own words: for operators")
    public RestorePage show(UUID id) {
        return readings.restore(id).orElseThrow(NotFoundException::new);
    }
}
