package io.holdfast.events;

import org.jspecify.annotations.Nullable;

/**
 * A finding of a check.
 *
 * @param code stable code for programs, such as {@code size_below_tenth} or {@code checksum_mismatch}
 * @param text one sentence for people, with the values; never rows, paths or raw output of programs
 * @param sqlState the SQLSTATE that a server's refusal was judged by; absent if there was none
 */
public record Finding(String code, String text, @Nullable String sqlState) {

    /** Names in the text can come from a hostile server or archive. The text is made printable here, for all readers. */
    public Finding {
        text = ControlCharacterSanitizer.message(text);
    }

    public Finding(String code, String text) {
        this(code, text, null);
    }
}
