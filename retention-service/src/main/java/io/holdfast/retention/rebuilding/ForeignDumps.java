package io.holdfast.retention.rebuilding;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.SealedCopy;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Files at the destinations that somebody else's pg_dump has written. */
public interface ForeignDumps {

    /** What a file turned out to be. */
    sealed interface Seen {

        /**
         * An archive in pg_dump's custom format.
         *
         * @param copy as it was read just now, all of it
         * @param takenAt by its name, or else by its file's time
         * @param kind by its name, where that says it
         * @param describedAs the backup that a manifest beside it says it is
         */
        record Dump(
                SealedCopy copy,
                Instant takenAt,
                @Nullable BackupKind kind,
                @Nullable BackupId describedAs) implements Seen {}

        /** It cannot be taken into the books. */
        record Unfit(String why) implements Seen {}

        /** Nothing can be said of it now. */
        record Away(String why) implements Seen {}
    }

    Seen inspect(String destination, String file);

    /**
     * Writes a manifest and a checksum file beside it, in place of earlier ones.
     *
     * @return why it cannot be done now, or nothing
     */
    Optional<String> describe(Description description);

    /** What is to stand in the manifest, beside what the file itself tells. */
    record Description(
            BackupId backup,
            DatabaseId database,
            BackupKind kind,
            @Nullable String label,
            Instant takenAt,
            SealedCopy copy) {}
}
