package io.holdfast.cli.await;

import io.holdfast.events.Envelope;

/** Something new on the log. */
public sealed interface LogEntry {

    record EventEntry(Envelope<?> envelope) implements LogEntry {}

    /**
     * A record that no service could read or act on.
     *
     * @param coordinates where the record lies, such as {@code backup-requests-3@17}
     * @param reason a sentence for a person
     */
    record DeadLetter(String coordinates, String reason) implements LogEntry {}
}
