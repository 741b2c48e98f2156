package io.holdfast.restore.restoring;

import java.util.Optional;
import java.util.stream.Stream;

/** The three ways to bring a backup back, safest first. */
public enum RestoreMode {
    /** Into a database that is made for it. */
    FRESH("fresh"),
    /** Beside the live one, whose place it then takes. */
    SWAP("swap"),
    /** Over the live one, in one transaction. */
    IN_PLACE("in_place");

    private final String word;

    RestoreMode(String word) {
        this.word = word;
    }

    /** As in events. */
    public String word() {
        return word;
    }

    public static Optional<RestoreMode> parse(String word) {
        return Stream.of(values()).filter(mode -> mode.word.equals(word)).findFirst();
    }
}
