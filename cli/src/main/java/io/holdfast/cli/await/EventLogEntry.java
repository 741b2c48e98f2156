package io.holdfast.cli.await;

import io.holdfast.events.Envelope;

/** An entry of the event log. */
public sealed interface EventLogEntry {

    record EventEntry(Envelope<?> envelope) implements EventLogEntry {}

    /**
     * A record that no service could read or act on.
     *
     * @param coordinates topic, partition and offset of the record, such as {@code backup-requests-3@17}
     * @param reason a sentence for the operator
     */
    record DeadLetter(String coordinates, String reason) implements EventLogEntry {}
}
