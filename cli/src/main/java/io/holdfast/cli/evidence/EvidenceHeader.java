package io.holdfast.cli.evidence;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a piece of evidence is about, and what was read for it.
 *
 * @param format {@value #FORMAT}; another one is checked by another version
 * @param by who had it made; recorded, not proven
 * @param from events of this instant and later
 * @param to and before this one
 * @param database the only one it is about; absent where it is about all
 * @param read which part of the log was looked through
 * @param ledger the scheduler's own slots of the period, beside those of which events tell
 * @param notes what could not be read, a sentence each
 */
public record EvidenceHeader(
        String format,
        Instant madeAt,
        String by,
        Instant from,
        Instant to,
        @Nullable String database,
        List<Range> read,
        List<EvidenceSlot> ledger,
        List<String> notes) {

    public static final String FORMAT = "holdfast-evidence-1";

    public EvidenceHeader {
        read = List.copyOf(read);
        ledger = List.copyOf(ledger);
        notes = List.copyOf(notes);
    }

    /** The end of what the file can tell of: what was to come when it was made is not in it. */
    public Instant until() {
        return madeAt.isBefore(to) ? madeAt : to;
    }

    /**
     * A partition that was read from its beginning.
     *
     * @param first offset of its first record
     * @param next offset of the first record that was not there yet
     */
    public record Range(String topic, int partition, long first, long next) {}
}
