package io.holdfast.events;

import org.jspecify.annotations.Nullable;

/**
 * One stored copy of an artifact, as it was when it was sealed.
 *
 * @param destination id of a configured destination, such as {@code local}
 * @param key name within the destination
 * @param versionId the storage's own version, where it has versions
 * @param bytes stored length, as read back by anyone
 * @param sha256 of the stored bytes, taken while they were written
 */
public record Copy(String destination, String key, @Nullable String versionId, long bytes, Sha256 sha256) {

    /** @throws IllegalArgumentException if the place is not a {@link CopyRef}, or the length is negative */
    public Copy {
        if (bytes < 0) {
            throw new IllegalArgumentException("a copy of " + bytes + " bytes");
        }
        CopyRef.check(destination, key);
    }

    public CopyRef ref() {
        return new CopyRef(destination, key, versionId);
    }
}
