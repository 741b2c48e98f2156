package io.holdfast.restoreengine;

import io.holdfast.events.Finding;
import io.holdfast.restoreengine.server.TargetServerException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How pg_restore ended. */
public sealed interface PgRestoreResult {

    /** The reason if the server refused objects: what it accepted is there. */
    String ERRORS = "restore_errors";

    /** @param warnings what it complained of that does no harm */
    record Done(List<Finding> warnings, String words) implements PgRestoreResult {

        public Done {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * @param reason stable word, such as {@code target_full} or {@link #ERRORS}
     * @param message a sentence for a person, with a hint
     * @param findings one for each object that could not be restored, at most 20; never rows
     * @param words all that pg_restore said; may quote rows, so for operators only
     * @param entries ids of the table of contents' entries that were refused
     * @param sqlState by which our own session judged the reason; empty where it had none
     * @param isDisturbed whether the server ended a deadlock meanwhile, so that an entry may have been refused by chance
     */
    record Failed(
            String reason,
            String message,
            List<Finding> findings,
            String words,
            List<Integer> entries,
            Optional<String> sqlState,
            boolean isDisturbed)
            implements PgRestoreResult {

        public Failed {
            findings = List.copyOf(findings);
            entries = List.copyOf(entries);
        }

        Failed(String reason, String message, List<Finding> findings, String words) {
            this(reason, message, findings, words, List.of(), Optional.empty(), false);
        }

        /** The server, and not an object, is the cause. */
        static Failed because(TargetServerException trouble, String words) {
            return new Failed(
                    trouble.reason(),
                    String.valueOf(trouble.getMessage()),
                    List.of(),
                    words,
                    List.of(),
                    trouble.sqlState(),
                    false);
        }

        private Failed and(Failed more) {
            Failed reason = more.isOver() ? more : this;
            return new Failed(
                    reason.reason(),
                    reason.message(),
                    joined(findings, more.findings()),
                    words + more.words(),
                    joined(entries, more.entries()),
                    reason.sqlState(),
                    isDisturbed || more.isDisturbed());
        }

        private Failed withOutput(String all) {
            return new Failed(reason, message, findings, all, entries, sqlState, isDisturbed);
        }
    }

    /** Whether nothing more can be restored into the same database. */
    default boolean isOver() {
        return this instanceof Failed failed && !failed.reason().equals(ERRORS);
    }

    /** This run, and a further one into the same database. */
    default PgRestoreResult and(PgRestoreResult next) {
        return switch (this) {
            case Done done ->
                switch (next) {
                    case Done more -> new Done(joined(done.warnings(), more.warnings()), done.words() + more.words());
                    case Failed failed -> failed.withOutput(done.words() + failed.words());
                };
            case Failed failed ->
                switch (next) {
                    case Done more -> failed.withOutput(failed.words() + more.words());
                    case Failed more -> failed.and(more);
                };
        };
    }

    private static <T> List<T> joined(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }
}
