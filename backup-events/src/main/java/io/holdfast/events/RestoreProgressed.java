package io.holdfast.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a running restore or drill is. Progress may be lost or late; it settles nothing.
 *
 * @param restore id of the restore or drill
 * @param phase what is being done now, as in {@link RestoreReport#phases()}
 * @param bytes of the artifact read, or of the database written, in this phase
 * @param tables done so far, where the phase goes by tables
 * @param ofTables how many there are
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
