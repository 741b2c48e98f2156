package io.holdfast.retention.storage;

import io.holdfast.store.ArtifactArchived;
import io.holdfast.store.ArtifactMissing;
import io.holdfast.store.ArtifactUnreadable;
import io.holdfast.store.Destination;
import io.holdfast.store.DestinationUnavailable;
import io.holdfast.store.ObjectKey;
import io.holdfast.store.OpenResult.Opened;
import java.io.IOException;
import java.io.InputStream;

/** The answer to reading a companion at once. */
sealed interface CompanionReadResult {

    /** A manifest names every table, and that may be many; what is longer is no companion of ours. */
    int LONGEST = 64 << 20;

    record Whole(byte[] bytes) implements CompanionReadResult {}

    /** The destination could be read, and it is not there. */
    record Absent() implements CompanionReadResult {}

    /** It is there and no use. */
    record Unfit(String why) implements CompanionReadResult {}

    /** The destination cannot be read. */
    record Away(String why) implements CompanionReadResult {}

    static CompanionReadResult read(Destination destination, ObjectKey key) {
        return switch (destination.open(key)) {
            case Opened opened -> read(opened);
            case ArtifactArchived artifactArchived -> new Unfit(key + " lies in " + artifactArchived.storageClass());
            case ArtifactMissing artifactMissing -> new Absent();
            case ArtifactUnreadable artifactUnreadable -> new Unfit(artifactUnreadable.reason());
            case DestinationUnavailable destinationUnavailable -> new Away(destinationUnavailable.reason());
        };
    }

    private static CompanionReadResult read(Opened opened) {
        try (InputStream in = opened.stream()) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            return bytes.length > LONGEST
                    ? new Unfit(opened.key() + " is longer than a companion can be")
                    : new Whole(bytes);
        } catch (IOException e) {
            return new Unfit(opened.key() + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }
}
