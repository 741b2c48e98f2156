package io.holdfast.events;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a check noticed.
 *
 * @param code stable word for machines, such as {@code size_below_tenth} or {@code checksum_mismatch}
 * @param text one sentence for a person, with the values; never rows, paths or raw tool output
 * @param sqlState the SQLSTATE by which a server's refusal was judged; absent where there was none
 */
public record Finding(String code, String text, @Nullable String sqlState) {

    /** Names in the text may come from a hostile server or archive: it is made printable here, for everybody who shows it. */
    public Finding {
        text = PrintableText.message(text);
    }

    public Finding(String code, String text) {
        this(code, text, null);
    }
}
