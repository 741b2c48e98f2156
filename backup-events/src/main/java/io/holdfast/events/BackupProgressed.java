package io.holdfast.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a running dump. Progress messages can be lost or late; nothing depends on them.
 *
 * @param attempt number of the run, from 1
 * @param bytes bytes written so far, compressed
 * @param percent 0 to 100, estimated from the previous backup of this kind; absent if there is none
 * @param phase current step: {@code preflight}, {@code dumping}, {@code sealing}
 */
public record BackupProgressed(
        BackupId backup,
        DatabaseId database,
        int attempt,
        String phase,
        long bytes,
        @Nullable Integer percent) implements Message {

    @Override
    @JsonIgnore
    public Topic topic() {
        return Topic.BACKUP_PROGRESS;
    }

    @Override
    @JsonIgnore
    public String subject() {
        return database.value();
    }
}
