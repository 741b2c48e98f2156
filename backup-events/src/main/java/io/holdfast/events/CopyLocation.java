package io.holdfast.events;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where one copy lies: a configured destination and a key within it, never a path or an address.
 *
 * <p>Readers turn keys into file names and delete by them, so a key that leaves its destination is refused here.
 *
 * @param destination id of a configured destination, such as {@code local}; formed like a database id
 * @param key name within the destination, such as {@code app_full_20260518_020000.dump}; 1 to 512 of
 *     {@code A-Z a-z 0-9 . _ - = /}, no part of it empty, {@code .} or {@code ..}
 * @param versionId the storage's own version, where it has versions
 */
public record CopyLocation(
        String destination, String key, @Nullable String versionId) {

    private static final Pattern DESTINATION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");
    private static final Pattern KEY = Pattern.compile("(?=.{1,512}$)[A-Za-z0-9._=-]+(/[A-Za-z0-9._=-]+)*");
    private static final Pattern DOTS = Pattern.compile("(^|.*/)\\.\\.?(/.*|$)");

    /** @throws IllegalArgumentException if destination or key is not formed as above */
    public CopyLocation {
        check(destination, key);
    }

    /** The same place, whichever version lies there: what a deletion is about, which takes every version. */
    public CopyLocation inAnyVersion() {
        return new CopyLocation(destination, key, null);
    }

    static void check(String destination, String key) {
        if (!DESTINATION.matcher(destination).matches()) {
            throw new IllegalArgumentException(
                    "'" + PrintableText.shortened(destination) + "' is not a destination's id");
        }
        if (!KEY.matcher(key).matches() || DOTS.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "'" + PrintableText.shortened(key) + "' is not a key within a destination");
        }
    }

    @Override
    public String toString() {
        return destination + "/" + key + (versionId == null ? "" : "@" + versionId);
    }
}
