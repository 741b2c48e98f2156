package io.holdfast.events;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The location of one copy: a configured destination and a key in it, never a path or an address.
 *
 * <p>Readers use keys as file names, also for deletion, so keys that could leave their destination are refused here.
 *
 * @param destination id of a configured destination, such as {@code local}; in the format of a database id
 * @param key name in the destination, such as {@code app_full_20260518_020000.dump}; 1 to 512 characters of {@code A-Z a-z 0-9 . _ - = /},
 * without a part that is empty, {@code .} or {@code ..}
 * @param versionId version id of the storage, if it has versioning
 */
public record CopyLocation(
        String destination, String key, @Nullable String versionId) {

    private static final Pattern DESTINATION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");
    private static final Pattern KEY = Pattern.compile("(?=.{1,512}$)[A-Za-z0-9._=-]+(/[A-Za-z0-9._=-]+)*");
    private static final Pattern DOTS = Pattern.compile("(^|.*/)\\.\\.?(/.*|$)");

    /** @throws IllegalArgumentException if the destination or the key is not valid */
    public CopyLocation {
        check(destination, key);
    }

    /** The same location without a version. A deletion refers to it, because it deletes every version. */
    public CopyLocation inAnyVersion() {
        return new CopyLocation(destination, key, null);
    }

    static void check(String destination, String key) {
        if (!DESTINATION.matcher(destination).matches()) {
            throw new IllegalArgumentException(
                    "'" + ControlCharacterSanitizer.shortened(destination) + "' is not a valid destination id");
        }
        if (!KEY.matcher(key).matches() || DOTS.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "'" + ControlCharacterSanitizer.shortened(key) + "' is not a valid key in a destination");
        }
    }

    @Override
    public String toString() {
        return destination + "/" + key + (versionId == null ? "" : "@" + versionId);
    }
}
