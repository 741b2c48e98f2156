package io.holdfast.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * How far a running dump is. Progress may be lost or late; it settles nothing.
 *
 * @param attempt number of the run, from 1
 * @param bytes written so far, compressed
 * @param percent 0 to 100, estimated from the previous backup of this kind; absent where there is none to estimate from
 * @param phase what is being done now: {@code preflight}, {@code dumping}, {@code sealing}
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
