package io.holdfast.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants a backup. Everything in it is as the sender wrote it, and hostile until checked.
 *
 * @param database id of a configured database; a request can name no host, user, option or path
 * @param kind {@code full} or {@code schema_only}; {@code full} where absent
 * @param label a few words that are carried into the events and the manifest
 * @param slot ignored: only a {@link ServiceBackupRequested} is for a planned instant
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
