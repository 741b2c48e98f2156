package io.holdfast.store;

import java.time.Instant;
import java.util.Optional;

/**
 * One file at a destination.
 *
 * @param fileName as found; not necessarily a valid {@link ObjectKey}
 * @param bytes stored length
 */
public record StoredFile(String fileName, long bytes, Instant modified) {

    /** The kind of a file, judged by its name. */
    public enum Nature {
        /** A sealed artifact. */
        ARTIFACT,
        /** A companion of an artifact, which may not exist any more. */
        COMPANION,
        /** Still being written, or left by a writer that died. */
        PARTIAL,
        /** A file with a name that is not Holdfast's. */
        FOREIGN
    }

    public Nature nature() {
        if (ArtifactName.parse(fileName).isPresent()) {
            return Nature.ARTIFACT;
        }
        if (artifact().isEmpty()) {
            return Nature.FOREIGN;
        }
        return PartialFileName.isPartial(fileName) ? Nature.PARTIAL : Nature.COMPANION;
    }

    /** The artifact that this file is, accompanies, or was to become. */
    public Optional<ArtifactName> artifact() {
        String name = PartialFileName.finalNameOf(fileName);
        for (CompanionFile.Role role : CompanionFile.Role.values()) {
            if (name.endsWith(role.suffix())) {
                return ArtifactName.parse(
                        name.substring(0, name.length() - role.suffix().length()));
            }
        }
        return ArtifactName.parse(name);
    }
}
