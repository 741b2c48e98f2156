package io.holdfast.events;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One stored copy of an artifact, in its state when it was sealed.
 *
 * @param destination id of a configured destination, such as {@code local}
 * @param key name in the destination
 * @param versionId version id of the storage, if it has versioning
 * @param bytes stored length
 * @param sha256 checksum of the stored bytes, computed while they were written
 * @param companions the files that were sealed beside it; absent if they were not recorded, as before version 0.3 and for imports
 */
public record BackupCopyRecord(
        String destination,
        String key,
        @Nullable String versionId,
        long bytes,
        Sha256 sha256,
        @Nullable List<CompanionFileRecord> companions) {

    /** @throws IllegalArgumentException if the location is not a valid {@link CopyLocation}, or the length is negative */
    public BackupCopyRecord {
        if (bytes < 0) {
            throw new IllegalArgumentException("a copy has the invalid length " + bytes);
        }
        CopyLocation.check(destination, key);
        companions = companions == null ? null : List.copyOf(companions);
    }

    /** A copy whose companions were not recorded. */
    public BackupCopyRecord(String destination, String key, @Nullable String versionId, long bytes, Sha256 sha256) {
        this(destination, key, versionId, bytes, sha256, null);
    }

    public CopyLocation ref() {
        return new CopyLocation(destination, key, versionId);
    }

    /** The sealed file with this suffix, if it is recorded. */
    public Optional<CompanionFileRecord> companion(String suffix) {
        return companions == null
                ? Optional.empty()
                : companions.stream()
                        .filter(companion -> companion.suffix().equals(suffix))
                        .findFirst();
    }
}
