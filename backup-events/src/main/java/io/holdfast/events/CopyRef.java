package io.holdfast.events;

import org.jspecify.annotations.Nullable;

/**
 * Where one copy lies: a configured destination and a key within it, never a path or an address.
 *
 * @param destination id of a configured destination, such as {@code local}
 * @param key name within the destination, such as {@code app_full_20260518_020000.dump}
 * @param versionId the storage's own version, where it has versions
 */
public record CopyRef(
        String destination, String key, @Nullable String versionId) {

    @Override
    public String toString() {
        return destination + "/" + key + (versionId == null ? "" : "@" + versionId);
    }
}
