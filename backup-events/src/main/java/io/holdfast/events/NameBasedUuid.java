package io.holdfast.events;

import com.fasterxml.uuid.Generators;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids that follow from what they name (RFC 9562, version 5), so that saying the same thing twice gives the same id. */
public final class NameBasedUuid {

    private static final UUID HOLDFAST = UUID.fromString("6f0a8a8e-6a0c-5d5f-9a0e-0d1b6b0f5a11");
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private NameBasedUuid() {}

    /**
     * The id written as this text. {@link UUID#fromString} would also take {@code 1-1-1-1-1}, and two spellings of one id.
     *
     * @throws IllegalArgumentException if the text is not a UUID in its 36-character form
     */
    public static UUID parse(String text) {
        if (!UUID_FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + PrintableText.shortened(text)
                    + "' is not an id: expected a UUID such as 6f0a8a8e-6a0c-5d5f-9a0e-0d1b6b0f5a11");
        }
        return UUID.fromString(text);
    }

    /** The id named by these parts, in order. Each part's length is included, so that no two lists run together. */
    public static UUID of(String... parts) {
        return within(HOLDFAST, parts);
    }

    /** The id named by these parts within a namespace, such as a topic's id. */
    public static UUID within(UUID namespace, String... parts) {
        StringBuilder name = new StringBuilder();
        for (String part : parts) {
            name.append(part.length()).append(':').append(part).append('\n');
        }
        return Generators.nameBasedGenerator(namespace).generate(name.toString());
    }
}
