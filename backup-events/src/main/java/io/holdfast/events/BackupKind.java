package io.holdfast.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.stream.Stream;

/** The content of a backup (runbook, "Backup procedure"). Both kinds use pg_dump's custom format. */
public enum BackupKind {
    /** Schema and data. */
    FULL("full"),
    /** Definitions only, no rows. */
    SCHEMA_ONLY("schema_only");

    private final String word;

    BackupKind(String word) {
        this.word = word;
    }

    /** The value in events, file names and on the command line: {@code full} or {@code schema_only}. */
    @JsonValue
    public String label() {
        return word;
    }

    /** @throws IllegalArgumentException if there is no such kind */
    @JsonCreator
    public static BackupKind of(String word) {
        return parse(word)
                .orElseThrow(() -> new IllegalArgumentException("'" + ControlCharacterSanitizer.shortened(word)
                        + "' is not a kind of backup: expected full or schema_only"));
    }

    public static Optional<BackupKind> parse(String word) {
        return Stream.of(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    @Override
    public String toString() {
        return word;
    }
}
