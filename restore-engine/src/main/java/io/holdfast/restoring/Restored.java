package io.holdfast.restoring;

import io.holdfast.events.Finding;
import java.util.List;
import java.util.stream.Stream;

/** How pg_restore ended. */
public sealed interface Restored {

    /** The reason if the server refused objects: what it accepted is there. */
    String ERRORS = "restore_errors";

    /** @param warnings what it complained of that does no harm */
    record Done(List<Finding> warnings, String words) implements Restored {

        public Done {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * @param reason stable word, such as {@code target_full} or {@link #ERRORS}
     * @param message a sentence for a person, with a hint
     * @param findings one for each object that could not be restored, at most 20; never rows
     * @param words all that pg_restore said; may quote rows, so for operators only
     * @param entries ids of the table of contents' entries that were refused, as far as pg_restore's output was kept
     */
    record Failed(String reason, String message, List<Finding> findings, String words, List<Integer> entries)
            implements Restored {

        public Failed {
            findings = List.copyOf(findings);
            entries = List.copyOf(entries);
        }

        Failed(String reason, String message, List<Finding> findings, String words) {
            this(reason, message, findings, words, List.of());
        }
    }

    /** Whether nothing more can be restored into the same database. */
    default boolean isOver() {
        return this instanceof Failed failed && !failed.reason().equals(ERRORS);
    }

    /** This run, and a further one into the same database. */
    default Restored and(Restored next) {
        return switch (this) {
            case Done done ->
                switch (next) {
                    case Done more -> new Done(joined(done.warnings(), more.warnings()), done.words() + more.words());
                    case Failed failed ->
                        new Failed(
                                failed.reason(),
                                failed.message(),
                                failed.findings(),
                                done.words() + failed.words(),
                                failed.entries());
                };
            case Failed failed ->
                switch (next) {
                    case Done more ->
                        new Failed(
                                failed.reason(),
                                failed.message(),
                                failed.findings(),
                                failed.words() + more.words(),
                                failed.entries());
                    case Failed more ->
                        new Failed(
                                more.isOver() ? more.reason() : failed.reason(),
                                more.isOver() ? more.message() : failed.message(),
                                joined(failed.findings(), more.findings()),
                                failed.words() + more.words(),
                                joined(failed.entries(), more.entries()));
                };
        };
    }

    private static <T> List<T> joined(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }
}
