package io.holdfast.events;

import com.fasterxml.uuid.Generators;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids that are derived from names (RFC 9562, version 5): the same names give the same id. */
public final class NameBasedUuid {

    private static final UUID HOLDFAST = UUID.fromString("6f0a8a8e-6a0c-5d5f-9a0e-0d1b6b0f5a11");
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private NameBasedUuid() {}

    /**
     * Parses an id. {@link UUID#fromString} would also accept {@code 1-1-1-1-1}, and two spellings of one id.
     *
     * @throws IllegalArgumentException if the text is not a UUID in its 36-character form
     */
    public static UUID parse(String text) {
        if (!UUID_FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + ControlCharacterSanitizer.shortened(text)
                    + "' is not a valid id: expected a UUID such as 6f0a8a8e-6a0c-5d5f-9a0e-0d1b6b0f5a11");
        }
        return UUID.fromString(text);
    }

    /** The id of these parts, in order. Each part's length is included, so that different lists never produce the same id. */
    public static UUID of(String... parts) {
        return within(HOLDFAST, parts);
    }

    /** The id of these parts in a namespace, such as a topic's id. */
    public static UUID within(UUID namespace, String... parts) {
        StringBuilder name = new StringBuilder();
        for (String part : parts) {
            name.append(part.length()).append(':').append(part).append('\n');
        }
        return Generators.nameBasedGenerator(namespace).generate(name.toString());
    }
}
