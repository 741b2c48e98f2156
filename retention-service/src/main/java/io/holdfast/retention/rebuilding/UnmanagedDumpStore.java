package io.holdfast.retention.rebuilding;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Dumps at the destinations that Holdfast did not make. */
public interface UnmanagedDumpStore {

    /** The result of inspecting a file. */
    sealed interface InspectionResult {

        /**
         * An archive in pg_dump's custom format.
         *
         * @param copy as read completely just now
         * @param takenAt from the file name, or otherwise the file's modification time
         * @param kind from the file name, if the name contains it
         * @param describedAs the backup id in a manifest beside the file
         */
        record Dump(
                BackupCopyRecord copy,
                Instant takenAt,
                @Nullable BackupKind kind,
                @Nullable BackupId describedAs) implements InspectionResult {}

        /** The file cannot be imported. */
        record Unfit(String why) implements InspectionResult {}

        /** The destination is unreachable now. */
        record Away(String why) implements InspectionResult {}
    }

    InspectionResult inspect(String destination, String file);

    /**
     * Writes a manifest and a checksum file beside the dump, replacing earlier ones.
     *
     * @return why it cannot be done now, or nothing
     */
    Optional<String> describe(Description description);

    /** The content of the manifest, in addition to what the dump itself contains. */
    record Description(
            BackupId backup,
            DatabaseId database,
            BackupKind kind,
            @Nullable String label,
            Instant takenAt,
            BackupCopyRecord copy) {}
}
