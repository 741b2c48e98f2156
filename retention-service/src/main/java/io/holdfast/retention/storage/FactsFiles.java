package io.holdfast.retention.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.events.CopyRef;
import io.holdfast.events.codec.Json;
import io.holdfast.retention.remembering.Facts;
import io.holdfast.retention.remembering.Sidecars;
import io.holdfast.store.Companion;
import io.holdfast.store.Key;
import io.holdfast.store.Placing;
import io.holdfast.store.StorageFull;
import io.holdfast.store.Unavailable;
import io.holdfast.store.settings.Destinations;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Facts as JSON, with the instant of writing beside them: of two that differ, the later one knew more. */
@ApplicationScoped
class FactsFiles implements Sidecars {

    private static final String WRITTEN_AT = "writtenAt";

    private static final JsonMapper MAPPER = Json.mapper();

    /** @param writtenAt when it was written */
    record Sidecar(Facts facts, Instant writtenAt) {}

    private final Destinations destinations;

    FactsFiles(Destinations destinations) {
        this.destinations = destinations;
    }

    @Override
    public String digest(Facts facts) {
        return Passage.sha256(MAPPER.valueToTree(facts).toString().getBytes(StandardCharsets.UTF_8))
                .hex();
    }

    @Override
    public Put put(CopyRef copy, Facts facts, Instant writtenAt) {
        Companion companion = new Companion(Companion.Role.FACTS, text(facts, writtenAt));
        return destinations
                .named(copy.destination())
                .flatMap(destination -> Key.parse(copy.key()).map(key -> destination.put(key, companion)))
                .map(FactsFiles::put)
                .orElseGet(() -> new Put.Away(copy + " does not lie at a configured destination"));
    }

    private static Put put(Placing placing) {
        return switch (placing) {
            case Placing.Placed placed -> new Put.Done();
            case StorageFull full -> new Put.Away(full.reason());
            case Unavailable unavailable -> new Put.Away(unavailable.reason());
        };
    }

    static String text(Facts facts, Instant writtenAt) {
        ObjectNode file = MAPPER.valueToTree(facts);
        file.put(WRITTEN_AT, writtenAt.toString());
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(file) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("facts cannot be written", e);
        }
    }

    /** Empty where the text is no sidecar of a version known here. */
    static Optional<Sidecar> parse(String text) {
        try {
            if (!(MAPPER.readTree(text) instanceof ObjectNode file)) {
                return Optional.empty();
            }
            Instant writtenAt = Instant.parse(file.path(WRITTEN_AT).asText());
            file.remove(WRITTEN_AT);
            Facts facts = MAPPER.treeToValue(file, Facts.class);
            return facts.version() == Facts.VERSION ? Optional.of(new Sidecar(facts, writtenAt)) : Optional.empty();
        } catch (JsonProcessingException | RuntimeException e) {
            // Whatever somebody has written there, it is not ours.
            return Optional.empty();
        }
    }
}
