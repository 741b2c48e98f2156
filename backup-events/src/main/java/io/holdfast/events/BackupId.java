package io.holdfast.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/**
 * Identity of one backup, from its request to its expiry. The same request always results in the same backup.
 *
 * <p>The id is derived from the requester (CloudEvents {@code source}), the request's {@code id}, the database and the kind. Redelivery, a
 * replay or a second scheduler therefore cannot create a second backup. A foreign id that is reused for another database cannot shadow the
 * first backup.
 */
public record BackupId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public BackupId {}

    /** The backup of a request. Database and kind are used as written in the request, checked or not. */
    public static BackupId ofRequest(URI source, String requestId, String database, String kind) {
        return new BackupId(NameBasedUuid.of("backup", source.toString(), requestId, database, kind));
    }

    /** The request id of a schedule's slot: two schedulers, or one that fires twice, request the same backup. */
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
