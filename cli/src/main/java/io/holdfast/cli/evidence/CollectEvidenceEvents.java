package io.holdfast.cli.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.await.EventLogRange;
import io.holdfast.cli.await.EventLogRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects the records of the event log for the evidence of one period. */
public final class CollectEvidenceEvents implements Consumer<EventLogRecord> {

    private final Instant from;
    private final Instant to;
    private final @Nullable String database;
    private final List<CollectedEventLogRecords.Found> found = new ArrayList<>();
    private final Map<String, EvidenceScope.Range> ranges = new LinkedHashMap<>();

    public CollectEvidenceEvents(Instant from, Instant to, @Nullable String database) {
        this.from = from;
        this.to = to;
        this.database = database;
    }

    @Override
    public void accept(EventLogRecord record) {
        ranges.merge(
                record.topic() + record.partition(),
                new EvidenceScope.Range(record.topic(), record.partition(), record.offset(), record.offset() + 1),
                (known, one) -> new EvidenceScope.Range(known.topic(), known.partition(), known.first(), one.next()));
        JsonNode event = CanonicalJson.read(record.event());
        if (covers(EvidenceEntry.timeOf(record, event), event.path("subject").asText())) {
            found.add(new CollectedEventLogRecords.Found(EvidenceEntry.of(record, event), record.timestamp()));
        }
    }

    /** Adds the ranges of the partitions that were read, including empty partitions. */
    public void read(List<EventLogRange> own) {
        own.forEach(range -> ranges.put(
                range.topic() + range.partition(),
                new EvidenceScope.Range(range.topic(), range.partition(), range.first(), range.next())));
    }

    private boolean covers(Instant time, String subject) {
        return !time.isBefore(from) && time.isBefore(to) && (database == null || database.equals(subject));
    }

    /** The records that were collected so far, in the order of the event log. */
    public CollectedEventLogRecords extract() {
        return new CollectedEventLogRecords(found, List.copyOf(ranges.values()));
    }

    /**
     * @param ledger slots of scheduler-service, if they could be read
     * @param notes sentences about data that could not be read
     */
    public Evidence evidence(Instant madeAt, String by, List<EvidenceScheduledSlot> ledger, List<String> notes) {
        EvidenceScope evidenceHeader = new EvidenceScope(
                EvidenceScope.FORMAT,
                madeAt,
                by,
                from,
                to,
                database,
                List.copyOf(ranges.values()),
                ledger.stream()
                        .filter(slot -> covers(slot.slot(), slot.database()))
                        .toList(),
                notes);
        return Evidence.of(
                evidenceHeader,
                found.stream().map(CollectedEventLogRecords.Found::entry).toList());
    }
}
