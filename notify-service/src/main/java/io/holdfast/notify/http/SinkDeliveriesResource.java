package io.holdfast.notify.http;

import io.holdfast.notify.postgres.DeliveryQueries;
import io.holdfast.notify.postgres.DeliveryQueries.DeliveryLine;
import io.holdfast.notify.settings.ConfiguredSinks;
import io.holdfast.notify.settings.Sink;
import io.holdfast.notify.settings.SinkSettingsException;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** HTTP resources of sinks and deliveries. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class SinkDeliveriesResource {

    private final DeliveryQueries queries;
    private final ConfiguredSinks sinks;

    SinkDeliveriesResource(DeliveryQueries queries, ConfiguredSinks sinks) {
        this.queries = queries;
        this.sinks = sinks;
    }

    @GET
    @Path("sinks")
    @Blocking
    @Operation(summary = "Every sink that was ever configured, with its status; addresses without path and query")
    public List<SinkView> sinks() {
        return queries.sinks().stream()
                .map(line -> {
                    Optional<Sink> sink = sinks.find(line.name());
                    return new SinkView(
                            sink.map(SinkDeliveriesResource::shown).orElse(null),
                            sink.map(found -> found.format().name().toLowerCase(Locale.ROOT))
                                    .orElse(null),
                            sink.map(found -> sorted(found.subscription().databases()))
                                    .orElse(List.of()),
                            sink.map(found -> sorted(found.subscription().words()))
                                    .orElse(List.of()),
                            line);
                })
                .toList();
    }

    @GET
    @Path("deliveries")
    @Blocking
    @Operation(summary = "The newest 200 deliveries, without their contents")
    public List<DeliveryLine> deliveries(
            @Parameter(description = "only deliveries to this sink") @RestQuery Optional<String> sink,
            @Parameter(description = "only deliveries about this database") @RestQuery Optional<String> database,
            @Parameter(description = "pending, delivered or given_up") @RestQuery Optional<String> state) {
        return queries.deliveries(sink, database, state);
    }

    private static String shown(Sink sink) {
        try {
            return sink.address().get().shown();
        } catch (SinkSettingsException e) {
            return "not available: " + e.getMessage();
        }
    }

    private static List<String> sorted(Set<String> words) {
        return words.stream().sorted().toList();
    }
}
