package io.holdfast.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.events.BackupId;
import java.util.Locale;
import java.util.Optional;

/**
 * A backup as retention-service lists it.
 *
 * @param json the complete object, including fields that this version does not know
 */
public record ListedBackup(JsonNode json) {

    /** @throws IllegalArgumentException if it has no valid id */
    public BackupId backup() {
        return BackupId.parse(json.path("backup").asText());
    }

    public String database() {
        return text("database");
    }

    /** The value of a field as text; empty if it is absent. */
    public String text(String field) {
        JsonNode value = json.path(field);
        return value.isMissingNode() || value.isNull() ? "" : value.asText();
    }

    /** Whether it was made before a restore. */
    public boolean isBeforeRestore() {
        return json.path("beforeRestore").asBoolean(false);
    }

    public Optional<Long> bytes() {
        JsonNode value = json.path("bytes");
        return value.isNumber() ? Optional.of(value.asLong()) : Optional.empty();
    }

    /** Whether the name matches this backup: its id, the beginning of its id, or the artifact's file name. */
    public boolean isCalled(String name) {
        return name.equals(text("artifact"))
                || (name + ".dump").equals(text("artifact"))
                || (name + ".dump.age").equals(text("artifact"))
                || text("backup").startsWith(name.toLowerCase(Locale.ROOT));
    }
}
