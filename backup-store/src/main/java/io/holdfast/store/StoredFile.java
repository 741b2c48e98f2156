package io.holdfast.store;

import java.time.Instant;
import java.util.Optional;

/**
 * One file at a destination.
 *
 * @param fileName as found; not necessarily a {@link ObjectKey}
 * @param bytes stored length
 */
public record StoredFile(String fileName, long bytes, Instant modified) {

    /** What the name says that a file is. */
    public enum Nature {
        /** A sealed artifact. */
        ARTIFACT,
        /** Lies beside an artifact, or did. */
        COMPANION,
        /** Being written, or left by a writer that died. */
        PARTIAL,
        /** Not named as Holdfast names files. */
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

    /** The artifact that this is, lies beside, or would have become. */
    public Optional<ArtifactName> artifact() {
        String name = PartialFileName.finalNameOf(fileName);
        for (Companion.Role role : Companion.Role.values()) {
            if (name.endsWith(role.suffix())) {
                return ArtifactName.parse(
                        name.substring(0, name.length() - role.suffix().length()));
            }
        }
        return ArtifactName.parse(name);
    }
}
