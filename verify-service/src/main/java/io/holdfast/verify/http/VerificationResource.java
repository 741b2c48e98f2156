package io.holdfast.verify.http;

import io.holdfast.verify.postgres.VerificationQueries;
import io.holdfast.verify.postgres.VerificationQueries.VerificationLine;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** Serves the verifications: ended, running and waiting. */
@Path("/verifications")
public class VerificationResource {

    private final VerificationQueries queries;

    VerificationResource(VerificationQueries queries) {
        this.queries = queries;
    }

    @GET
    @Blocking
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The newest 200 verifications with their findings")
    public List<VerificationLine> list(
            @Parameter(description = "Only verifications of this database") @RestQuery Optional<String> database) {
        return queries.verifications(database);
    }
}
