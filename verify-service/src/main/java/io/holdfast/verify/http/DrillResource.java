package io.holdfast.verify.http;

import io.holdfast.events.http.RequiresOperatorToken;
import io.holdfast.verify.postgres.DrillQueries;
import io.holdfast.verify.postgres.DrillQueries.DrillLine;
import io.holdfast.verify.postgres.DrillQueries.DrillPage;
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

/** Serves the drills. */
@Path("/drills")
public class DrillResource {

    private final DrillQueries readings;

    DrillResource(DrillQueries readings) {
        this.readings = readings;
    }

    @GET
    @Blocking
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The newest 200 drills: ended, running and waiting")
    public List<DrillLine> list(
            @Parameter(description = "Only drills of this database") @RestQuery Optional<String> database) {
        return readings.drills(database);
    }

    @GET
    @Path("{id}")
    @RequiresOperatorToken
    @Blocking
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "One drill with its detailed report. It may name tables and quote rows; for operators only")
    public DrillPage show(UUID id) {
        return readings.drill(id).orElseThrow(NotFoundException::new);
    }
}
