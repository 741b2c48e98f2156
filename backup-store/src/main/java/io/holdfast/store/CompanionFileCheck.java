package io.holdfast.store;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.CompanionFileRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares the companions of a copy with the checksums that were recorded when they were sealed.
 *
 * @param altered keys of companions whose bytes have changed
 * @param gone keys of companions that do not exist, while the destination is available
 * @param unknown why companions could not be checked
 */
public record CompanionFileCheck(List<ObjectKey> altered, List<ObjectKey> gone, List<String> unknown) {

    public CompanionFileCheck {
        altered = List.copyOf(altered);
        gone = List.copyOf(gone);
        unknown = List.copyOf(unknown);
    }

    /** Returns no findings for a copy whose companions were not recorded. */
    public static CompanionFileCheck of(Destination destination, ObjectKey artifact, BackupCopyRecord copy) {
        List<ObjectKey> altered = new ArrayList<>();
        List<ObjectKey> gone = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<CompanionFileRecord> sealed = copy.companions();
        for (CompanionFileRecord companion : sealed == null ? List.<CompanionFileRecord>of() : sealed) {
            ObjectKey key = new ObjectKey(artifact.value() + companion.suffix());
            switch (RehashArtifact.of(destination, key)) {
                case RehashArtifactResult.Hashed hashed -> {
                    if (!hashed.sha256().equals(companion.sha256())) {
                        altered.add(key);
                    }
                }
                case RehashArtifactResult.OtherLength longer -> altered.add(key);
                case ArtifactMissingResult artifactMissing -> gone.add(key);
                case ArchiveClassArtifactResult artifactArchived ->
                    unknown.add(key + " is in the archive class " + artifactArchived.storageClass());
                case ArtifactUnreadableResult artifactUnreadable -> unknown.add(artifactUnreadable.reason());
                case DestinationUnavailableResult destinationUnavailable ->
                    unknown.add(destinationUnavailable.reason());
            }
        }
        return new CompanionFileCheck(altered, gone, unknown);
    }
}
