package io.holdfast.restore.restoring;

import java.util.Optional;
import java.util.stream.Stream;

/** The three modes of a restore, safest first. */
public enum RestoreMode {
    /** Restores into a new database. */
    FRESH("fresh"),
    /** Restores into a database next to the live one, then swaps the two. */
    SWAP("swap"),
    /** Restores over the live database in one transaction. */
    IN_PLACE("in_place");

    private final String word;

    RestoreMode(String word) {
        this.word = word;
    }

    /** The name in events. */
    public String word() {
        return word;
    }

    public static Optional<RestoreMode> parse(String word) {
        return Stream.of(values()).filter(mode -> mode.word.equals(word)).findFirst();
    }
}
