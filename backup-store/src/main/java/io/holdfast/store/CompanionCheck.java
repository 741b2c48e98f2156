package io.holdfast.store;

import io.holdfast.events.SealedCompanion;
import io.holdfast.events.SealedCopy;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the companions of a copy against what was recorded of them when they were sealed.
 *
 * @param altered keys of companions that are there with other bytes
 * @param gone keys of companions that are not there, while the destination is
 * @param unknown why companions could not be looked at
 */
public record CompanionCheck(List<ObjectKey> altered, List<ObjectKey> gone, List<String> unknown) {

    public CompanionCheck {
        altered = List.copyOf(altered);
        gone = List.copyOf(gone);
        unknown = List.copyOf(unknown);
    }

    /** Of a copy whose companions nobody has recorded, nothing can be said. */
    public static CompanionCheck of(Destination destination, ObjectKey artifact, SealedCopy copy) {
        List<ObjectKey> altered = new ArrayList<>();
        List<ObjectKey> gone = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<SealedCompanion> sealed = copy.companions();
        for (SealedCompanion companion : sealed == null ? List.<SealedCompanion>of() : sealed) {
            ObjectKey key = new ObjectKey(artifact.value() + companion.suffix());
            switch (RehashArtifact.of(destination, key)) {
                case HashResult.Hashed hashed -> {
                    if (!hashed.sha256().equals(companion.sha256())) {
                        altered.add(key);
                    }
                }
                case HashResult.OtherLength longer -> altered.add(key);
                case ArtifactMissing artifactMissing -> gone.add(key);
                case ArtifactArchived artifactArchived ->
                    unknown.add(key + " lies in " + artifactArchived.storageClass());
                case ArtifactUnreadable artifactUnreadable -> unknown.add(artifactUnreadable.reason());
                case DestinationUnavailable destinationUnavailable -> unknown.add(destinationUnavailable.reason());
            }
        }
        return new CompanionCheck(altered, gone, unknown);
    }
}
