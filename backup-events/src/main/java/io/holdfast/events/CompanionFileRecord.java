package io.holdfast.events;

import java.util.regex.Pattern;

/**
 * A file that was sealed beside an artifact, such as its manifest or the server's roles.
 *
 * @param suffix appended to the artifact's key, such as {@code .manifest.json}
 * @param bytes stored length
 * @param sha256 checksum of the stored bytes
 */
public record CompanionFileRecord(String suffix, long bytes, Sha256 sha256) {

    private static final Pattern SUFFIX = Pattern.compile("(\\.[a-z0-9]{1,16}){1,4}");

    /** @throws IllegalArgumentException if the suffix is not valid, or the length is negative */
    public CompanionFileRecord {
        if (!SUFFIX.matcher(suffix).matches()) {
            throw new IllegalArgumentException(
                    "'" + ControlCharacterSanitizer.shortened(suffix) + "' is not a valid suffix of a companion");
        }
        if (bytes < 0) {
            throw new IllegalArgumentException("a companion has the invalid length " + bytes);
        }
    }
}
