package io.holdfast.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One of Holdfast's services requests a backup: the scheduler for a slot, restore-service before it overwrites a database.
 *
 * <p>It has a topic of its own because its ids follow from public facts. On a topic that others may write, anyone could use
 * such an id first.
 *
 * @param database id of a configured database; a request can name no host, user, option or path
 * @param kind {@code full} or {@code schema_only}; {@code full} where absent
 * @param label a few words that are carried into the events and the manifest
 * @param slot the planned instant, in the scheduler's request
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
