package io.holdfast.cli.evidence;

import java.time.Instant;
import java.util.List;

/**
 * The records of a period in the event log.
 *
 * @param found records in the order of the event log
 * @param ranges range of offsets that each partition has
 */
public record CollectedEventLogRecords(List<Found> found, List<EvidenceScope.Range> ranges) {

    public CollectedEventLogRecords {
        found = List.copyOf(found);
        ranges = List.copyOf(ranges);
    }

    /** @param appended timestamp of the record: the broker's time, or the sender's time in topics of requests */
    public record Found(EvidenceEntry entry, Instant appended) {}
}
