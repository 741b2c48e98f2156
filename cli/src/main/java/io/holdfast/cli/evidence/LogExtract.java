package io.holdfast.cli.evidence;

import java.time.Instant;
import java.util.List;

/**
 * What the log holds of a period.
 *
 * @param found in the order of the log
 * @param ranges what the log itself holds of each partition
 */
public record LogExtract(List<Found> found, List<EvidenceHeader.Range> ranges) {

    public LogExtract {
        found = List.copyOf(found);
        ranges = List.copyOf(ranges);
    }

    /** @param appended when the broker took the record, by the broker's clock; on topics of requests by the sender's */
    public record Found(EvidenceEntry entry, Instant appended) {}
}
