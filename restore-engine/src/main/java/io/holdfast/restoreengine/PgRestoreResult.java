package io.holdfast.restoreengine;

import io.holdfast.events.Finding;
import io.holdfast.restoreengine.server.TargetServerException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The result of running pg_restore. */
public sealed interface PgRestoreResult {

    /** The reason if the server refused objects. All accepted objects are in the database. */
    String ERRORS = "restore_errors";

    /** @param warnings harmless problems that pg_restore reported */
    record Done(List<Finding> warnings, String words) implements PgRestoreResult {

        public Done {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     *
     * @param reason stable code, such as {@code target_full} or {@link #ERRORS}
     * @param message what failed and why, with a hint
     * @param findings one finding for each object that could not be restored, at most 20; never rows
     * @param words output of pg_restore; may quote rows, so for operators only
     * @param entries ids of the refused entries in the table of contents
     * @param sqlState SQLSTATE from which the reason was derived; empty if there was none
     * @param isDisturbed whether the server ended a deadlock during the restore, so that an entry may have been refused by
     *     chance
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

        /** A failure caused by the server, not by an object. */
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

    /** Combines this run with a later run into the same database. */
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
