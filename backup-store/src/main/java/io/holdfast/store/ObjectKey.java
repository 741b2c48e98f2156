package io.holdfast.store;

import io.holdfast.events.ControlCharacterSanitizer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Name of a stored object in its destination: 1 to 255 characters of {@code A-Z a-z 0-9 . _ -}, starting with a letter or digit.
 *
 * <p>A key is a plain name. Anything that could form another path (a slash, {@code ..}, a leading dot or hyphen) is refused here, so that
 * destinations need no such check.
 */
public record ObjectKey(String value) implements Comparable<ObjectKey> {

    /** Suffix of the names of encrypted files. */
    static final String ENCRYPTED = ".age";

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,254}");

    /** @throws IllegalArgumentException if the value is not a plain name */
    public ObjectKey {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + ControlCharacterSanitizer.shortened(value)
                    + "' is not a valid key: expected a plain name of 1 to 255 letters, digits, '.', '_' or '-'");
        }
    }

    /** Parses a key; empty if the value, which can come from an event, is not a plain name. */
    public static Optional<ObjectKey> parse(String value) {
        return VALID.matcher(value).matches() ? Optional.of(new ObjectKey(value)) : Optional.empty();
    }

    /** Whether the name is that of an age file. */
    public boolean isEncrypted() {
        return value.endsWith(ENCRYPTED);
    }

    /** The key of a companion of this artifact. */
    public ObjectKey companion(CompanionFile.Role role) {
        return new ObjectKey(value + role.suffix());
    }

    @Override
    public int compareTo(ObjectKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
