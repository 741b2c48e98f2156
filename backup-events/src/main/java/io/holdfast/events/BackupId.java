package io.holdfast.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/**
 * Identity of one backup, from its request to its expiry; the same request always means the same backup.
 *
 * <p>It is derived from who asked (CloudEvents {@code source}), under which {@code id}, for which database and kind, so
 * that redelivery, a replay or a second scheduler cannot make a second backup, and a foreign id used again for another
 * database cannot shadow the first.
 */
public record BackupId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public BackupId {}

    /** The backup that a request asks for. Database and kind are taken as written in the request, checked or not. */
    public static BackupId ofRequest(URI source, String requestId, String database, String kind) {
        return new BackupId(NameBasedUuid.of("backup", source.toString(), requestId, database, kind));
    }

    /** The request id of a schedule's slot: two schedulers, or one that fires twice, ask for the same backup. */
    public static UUID requestIdOfSlot(DatabaseId database, BackupKind kind, Instant slot) {
        return NameBasedUuid.of("slot", database.value(), kind.label(), slot.toString());
    }

    /** @throws IllegalArgumentException if the text is not a UUID in its 36-character form */
    public static BackupId parse(String text) {
        return new BackupId(NameBasedUuid.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
