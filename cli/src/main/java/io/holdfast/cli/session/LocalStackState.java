package io.holdfast.cli.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.events.codec.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What {@code holdfast up} wrote down about the stack that it started here. */
final class LocalStackState {

    private final Optional<JsonNode> state;

    private LocalStackState(Optional<JsonNode> state) {
        this.state = state;
    }

    static LocalStackState of(Session session) {
        String home = session.environment().getOrDefault("HOLDFAST_HOME", "");
        Path folder = home.isBlank() ? session.folder().resolve(".holdfast") : Path.of(home);
        Path file = folder.resolve("stack.json");
        if (!Files.isReadable(file)) {
            return new LocalStackState(Optional.empty());
        }
        try {
            return new LocalStackState(Optional.of(Json.mapper().readTree(file.toFile())));
        } catch (IOException e) {
            throw new Complaint(
                    ExitCode.UNEXPECTED,
                    "the local stack's state in " + file + " cannot be read",
                    "stop what is left of it with 'holdfast down', then 'holdfast up'",
                    e);
        }
    }

    Optional<String> kafka() {
        return state.map(json -> json.path("kafka").asText("")).filter(text -> !text.isEmpty());
    }

    Optional<URI> url(String service) {
        return state.map(json -> json.path("services")
                        .path(service + "-service")
                        .path("url")
                        .asText(""))
                .filter(text -> !text.isEmpty())
                .map(URI::create);
    }
}
