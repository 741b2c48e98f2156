package io.holdfast.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** A SHA-256 as 64 lowercase hexadecimal digits, in the format of {@code sha256sum}. */
public record Sha256(@JsonValue String hex) {

    private static final Pattern VALID = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException if the text is not 64 lowercase hexadecimal digits */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Sha256 {
        if (!VALID.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a SHA-256: " + ControlCharacterSanitizer.shortened(hex));
        }
    }

    /** @param digest 32 bytes */
    public static Sha256 of(byte[] digest) {
        return new Sha256(HexFormat.of().formatHex(digest));
    }

    @Override
    public String toString() {
        return hex;
    }
}
