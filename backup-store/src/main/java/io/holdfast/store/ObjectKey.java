package io.holdfast.store;

import io.holdfast.events.PrintableText;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Name of a stored object within its destination: 1 to 255 of {@code A-Z a-z 0-9 . _ -}, the first a letter or digit.
 *
 * <p>A key is a plain name. What could lead elsewhere (a slash, {@code ..}, a leading dot or hyphen) is refused here, so that
 * no destination has to think about it.
 */
public record ObjectKey(String value) implements Comparable<ObjectKey> {

    /** How the name of an encrypted file ends. */
    static final String ENCRYPTED = ".age";

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,254}");

    /** @throws IllegalArgumentException if the value is not a plain name */
    public ObjectKey {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + PrintableText.shortened(value)
                    + "' is not a key: expected a plain name of 1 to 255 letters, digits, '.', '_' or '-'");
        }
    }

    /** The key, or empty where the value, which may come from an event, is no plain name. */
    public static Optional<ObjectKey> parse(String value) {
        return VALID.matcher(value).matches() ? Optional.of(new ObjectKey(value)) : Optional.empty();
    }

    /** Whether the name says that the bytes are an age file. */
    public boolean isEncrypted() {
        return value.endsWith(ENCRYPTED);
    }

    /** Name of a file that lies beside this artifact. */
    public ObjectKey companion(Companion.Role role) {
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
