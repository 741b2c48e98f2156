package io.holdfast.postgrestools;

import java.util.Optional;

/**
 * What went wrong, in words that may go into an event: made of our own sentences and the names of objects, never of rows.
 *
 * @param message what happened
 * @param hint what to do about it
 * @param object the table, database or role that was refused
 * @param sqlState where the program printed one
 * @param excerpt the program's own line, redacted and shortened, for logs and operators only
 */
public record Diagnosis(
        Cause cause, String message, String hint, Optional<String> object, Optional<String> sqlState, String excerpt) {

    /** Reads how a failed pg_dump or pg_dumpall ended. */
    public static Diagnosis of(Ended ended) {
        return Diagnosing.read(ended);
    }
}
