package io.holdfast.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A client requests a backup. Its content is as the sender wrote it, and untrusted until checked.
 *
 * @param database id of a configured database; a request cannot specify a host, user, option or path
 * @param kind {@code full} or {@code schema_only}; {@code full} if absent
 * @param label a short text that is copied into the events and the manifest
 * @param slot ignored: only a {@link ServiceBackupRequested} refers to a scheduled time
 */
public record BackupRequested(
        String database,
        @Nullable String kind,
        @Nullable String label,
        @Nullable Instant slot) implements BackupRequest {

    @Override
    @JsonIgnore
    public Topic topic() {
        return Topic.BACKUP_REQUESTS;
    }
}
