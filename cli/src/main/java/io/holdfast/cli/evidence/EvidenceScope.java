package io.holdfast.cli.evidence;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scope of the evidence, and the ranges of the event log that were read for it.
 *
 * @param format {@value #FORMAT}; this version cannot check other formats
 * @param by the user who created it; not verified
 * @param from start of the period, inclusive
 * @param to end of the period, exclusive
 * @param database the only database in it; absent if it has all databases
 * @param read ranges of the event log that were read
 * @param ledger slots of scheduler-service in the period, in addition to those of the events
 * @param notes data that could not be read, a sentence each
 */
public record EvidenceScope(
        String format,
        Instant madeAt,
        String by,
        Instant from,
        Instant to,
        @Nullable String database,
        List<Range> read,
        List<EvidenceScheduledSlot> ledger,
        List<String> notes) {

    public static final String FORMAT = "holdfast-evidence-1";

    public EvidenceScope {
        read = List.copyOf(read);
        ledger = List.copyOf(ledger);
        notes = List.copyOf(notes);
    }

    /** The end of the period, or the time of creation if that is earlier. */
    public Instant until() {
        return madeAt.isBefore(to) ? madeAt : to;
    }

    /**
     * The range of a partition that was read.
     *
     * @param first offset of the first record
     * @param next offset of the next record, which did not exist yet
     */
    public record Range(String topic, int partition, long first, long next) {}
}
