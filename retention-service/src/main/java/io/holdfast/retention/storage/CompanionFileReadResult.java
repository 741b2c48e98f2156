package io.holdfast.retention.storage;

import io.holdfast.store.ArchiveClassArtifactResult;
import io.holdfast.store.ArtifactMissingResult;
import io.holdfast.store.ArtifactUnreadableResult;
import io.holdfast.store.Destination;
import io.holdfast.store.DestinationUnavailableResult;
import io.holdfast.store.ObjectKey;
import io.holdfast.store.OpenArtifactResult.Opened;
import java.io.IOException;
import java.io.InputStream;

/** The result of reading a whole companion file. */
sealed interface CompanionFileReadResult {

    /** A manifest names every table, so it can be large. A longer file is not one of our companions. */
    int LONGEST = 64 << 20;

    record Whole(byte[] bytes) implements CompanionFileReadResult {}

    /** The destination is readable, and the file is missing. */
    record Absent() implements CompanionFileReadResult {}

    /** The file exists but cannot be used. */
    record Unfit(String why) implements CompanionFileReadResult {}

    /** The destination cannot be read. */
    record Away(String why) implements CompanionFileReadResult {}

    static CompanionFileReadResult read(Destination destination, ObjectKey key) {
        return switch (destination.open(key)) {
            case Opened opened -> read(opened);
            case ArchiveClassArtifactResult artifactArchived ->
                new Unfit(key + " is archived in " + artifactArchived.storageClass());
            case ArtifactMissingResult artifactMissing -> new Absent();
            case ArtifactUnreadableResult artifactUnreadable -> new Unfit(artifactUnreadable.reason());
            case DestinationUnavailableResult destinationUnavailable -> new Away(destinationUnavailable.reason());
        };
    }

    private static CompanionFileReadResult read(Opened opened) {
        try (InputStream in = opened.stream()) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            return bytes.length > LONGEST
                    ? new Unfit(opened.key() + " is longer than the limit of " + LONGEST + " bytes")
                    : new Whole(bytes);
        } catch (IOException e) {
            return new Unfit(opened.key() + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }
}
