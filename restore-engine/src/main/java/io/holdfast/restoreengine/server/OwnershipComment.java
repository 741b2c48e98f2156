package io.holdfast.restoreengine.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.events.codec.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A database comment that marks a database as owned by Holdfast. The comment remains when the database is renamed.
 *
 * @param purpose {@code drill}, {@code beside}, {@code kept}, {@code sidecar} or {@code restored}
 * @param id id of the drill or restore
 * @param until time after which anybody may drop a temporary database
 * @param comment comment that the database had before
 */
public record OwnershipComment(String purpose, UUID id, Optional<Instant> until, Optional<String> comment) {

    private static final String NAME = "holdfast";

    public static OwnershipComment of(String purpose, UUID id) {
        return new OwnershipComment(purpose, id, Optional.empty(), Optional.empty());
    }

    public OwnershipComment until(Instant instant) {
        return new OwnershipComment(purpose, id, Optional.of(instant), comment);
    }

    public OwnershipComment insteadOf(Optional<String> earlier) {
        return new OwnershipComment(purpose, id, until, earlier);
    }

    /** Empty if the comment is not from Holdfast. */
    public static Optional<OwnershipComment> parse(String comment) {
        try {
            JsonNode node = Json.mapper().readTree(comment);
            if (node == null || !node.path(NAME).isTextual()) {
                return Optional.empty();
            }
            return Optional.of(new OwnershipComment(
                    node.get(NAME).asText(),
                    UUID.fromString(node.path("id").asText()),
                    Optional.ofNullable(node.get("until")).map(JsonNode::asText).map(Instant::parse),
                    Optional.ofNullable(node.get("comment")).map(JsonNode::asText)));
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    String text() {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put(NAME, purpose);
        node.put("id", id.toString());
        until.ifPresent(instant -> node.put("until", instant.toString()));
        comment.ifPresent(earlier -> node.put("comment", earlier));
        return node.toString();
    }
}
