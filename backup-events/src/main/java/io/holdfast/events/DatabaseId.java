package io.holdfast.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a configured database: 1 to 63 characters of {@code A-Z a-z 0-9 _ -}, starting with a letter or digit.
 *
 * <p>It becomes part of file names and command lines. Any other character (a slash, a leading hyphen, a connection string) is refused here,
 * before a file system or {@code pg_dump} could interpret it.
 */
public record DatabaseId(@JsonValue String value) implements Comparable<DatabaseId> {

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");

    /** @throws IllegalArgumentException if the value is not a valid id */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DatabaseId {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'" + ControlCharacterSanitizer.shortened(value) + "' is not a database id: expected 1 to 63"
                            + " letters, digits, '_' or '-', beginning with a letter or digit");
        }
    }

    /** Parses an id; empty if the value, which can come from any sender, is not valid. */
    public static Optional<DatabaseId> parse(String value) {
        return VALID.matcher(value).matches() ? Optional.of(new DatabaseId(value)) : Optional.empty();
    }

    @Override
    public int compareTo(DatabaseId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
