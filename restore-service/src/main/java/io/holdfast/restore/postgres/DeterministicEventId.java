package io.holdfast.restore.postgres;

import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.RequestRef;
import java.util.UUID;

/** Event ids that are derived from the content, so that publishing the same fact twice gives the same event. */
final class DeterministicEventId {

    private DeterministicEventId() {}

    static String of(String what, UUID restore, Object... which) {
        String[] parts = new String[which.length + 2];
        parts[0] = "restore-" + what;
        parts[1] = restore.toString();
        for (int i = 0; i < which.length; i++) {
            parts[i + 2] = String.valueOf(which[i]);
        }
        return NameBasedUuid.of(parts).toString();
    }

    static UUID ofRequest(String what, RequestRef request) {
        return NameBasedUuid.of(what, request.source().toString(), request.id());
    }
}
