package io.holdfast.dump.dumping;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.RequestRef;
import io.holdfast.events.ServiceEventSource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A validated request. All fields are well-formed. */
public record ValidatedBackupRequest(
        BackupId backup,
        DatabaseId database,
        BackupKind kind,
        RequestRef request,
        @Nullable String label,
        @Nullable Instant slot,
        Instant acceptedAt) {

    /** Returns whether a Holdfast service made the request: for a slot, or before a restore. */
    public boolean isOfService() {
        return ServiceEventSource.isReserved(request.source());
    }
}
