package io.holdfast.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One of Holdfast's services requests a backup: the scheduler for a slot, restore-service before it overwrites a database.
 *
 * <p>It has its own topic because its ids are derived from public facts. On a topic that others can write, anyone could use such an id
 * first.
 *
 * @param database id of a configured database; a request cannot specify a host, user, option or path
 * @param kind {@code full} or {@code schema_only}; {@code full} if absent
 * @param label a short text that is copied into the events and the manifest
 * @param slot the scheduled time, in the scheduler's request
 */
public record ServiceBackupRequested(
        String database,
        @Nullable String kind,
        @Nullable String label,
        @Nullable Instant slot) implements BackupRequest {

    @Override
    @JsonIgnore
    public Topic topic() {
        return Topic.SERVICE_REQUESTS;
    }
}
