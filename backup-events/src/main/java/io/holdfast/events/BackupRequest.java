package io.holdfast.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A request for a backup, from any publisher. Its content is not checked yet. */
public sealed interface BackupRequest extends Message permits BackupRequested, ServiceBackupRequested {

    /** Id of a configured database, as written by the sender. */
    String database();

    /** {@code full} or {@code schema_only}, as written by the sender. */
    @Nullable
    String kind();

    /** A short text that is copied into the events and the manifest. */
    @Nullable
    String label();

    /** The scheduled time. */
    @Nullable
    Instant slot();

    /** The kind as written, or the default. */
    default String kindOrDefault() {
        String kind = kind();
        return kind == null ? BackupKind.FULL.label() : kind;
    }

    @Override
    @JsonIgnore
    default String subject() {
        return database();
    }
}
