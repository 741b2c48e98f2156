package io.holdfast.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a running restore or drill. Progress messages can be lost or late; nothing depends on them.
 *
 * @param restore id of the restore or drill
 * @param phase current step, as in {@link RestoreReport#phases()}
 * @param bytes bytes of the artifact read, or of the database written, in this phase
 * @param tables number of finished tables, if the phase works table by table
 * @param ofTables total number of tables
 */
public record RestoreProgressed(
        UUID restore,
        DatabaseId database,
        String phase,
        long bytes,
        @Nullable Integer tables,
        @Nullable Integer ofTables)
        implements Message {

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
