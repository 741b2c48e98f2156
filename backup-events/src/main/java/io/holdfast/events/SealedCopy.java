package io.holdfast.events;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One stored copy of an artifact, as it was when it was sealed.
 *
 * @param destination id of a configured destination, such as {@code local}
 * @param key name within the destination
 * @param versionId the storage's own version, where it has versions
 * @param bytes stored length, as read back by anyone
 * @param sha256 of the stored bytes, taken while they were written
 * @param companions everything that was sealed beside it; absent where nobody has recorded it, as before version 0.3 and for imports
 */
public record SealedCopy(
        String destination,
        String key,
        @Nullable String versionId,
        long bytes,
        Sha256 sha256,
        @Nullable List<SealedCompanion> companions) {

    /** @throws IllegalArgumentException if the place is not a {@link CopyLocation}, or the length is negative */
    public SealedCopy {
        if (bytes < 0) {
            throw new IllegalArgumentException("a copy of " + bytes + " bytes");
        }
        CopyLocation.check(destination, key);
        companions = companions == null ? null : List.copyOf(companions);
    }

    /** A copy of whose companions nothing is recorded. */
    public SealedCopy(String destination, String key, @Nullable String versionId, long bytes, Sha256 sha256) {
        this(destination, key, versionId, bytes, sha256, null);
    }

    public CopyLocation ref() {
        return new CopyLocation(destination, key, versionId);
    }

    /** What was sealed under this suffix, as far as it is recorded. */
    public Optional<SealedCompanion> companion(String suffix) {
        return companions == null
                ? Optional.empty()
                : companions.stream()
                        .filter(companion -> companion.suffix().equals(suffix))
                        .findFirst();
    }
}
