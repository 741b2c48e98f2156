package io.holdfast.cli.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.waiting.LogRange;
import io.holdfast.cli.waiting.LogRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes from the log what belongs into the evidence of one period. */
public final class Gather implements Consumer<LogRecord> {

    private final Instant from;
    private final Instant to;
    private final @Nullable String database;
    private final List<LogExtract.Found> found = new ArrayList<>();
    private final Map<String, About.Range> ranges = new LinkedHashMap<>();

    public Gather(Instant from, Instant to, @Nullable String database) {
        this.from = from;
        this.to = to;
        this.database = database;
    }

    @Override
    public void accept(LogRecord record) {
        ranges.merge(
                record.topic() + record.partition(),
                new About.Range(record.topic(), record.partition(), record.offset(), record.offset() + 1),
                (known, one) -> new About.Range(known.topic(), known.partition(), known.first(), one.next()));
        JsonNode event = Canonical.read(record.event());
        if (covers(Entry.timeOf(record, event), event.path("subject").asText())) {
            found.add(new LogExtract.Found(Entry.of(record, event), record.timestamp()));
        }
    }

    /** What the log itself holds of the partitions that were read; empty ones belong to it too. */
    public void read(List<LogRange> own) {
        own.forEach(range -> ranges.put(
                range.topic() + range.partition(),
                new About.Range(range.topic(), range.partition(), range.first(), range.next())));
    }

    private boolean covers(Instant time, String subject) {
        return !time.isBefore(from) && time.isBefore(to) && (database == null || database.equals(subject));
    }

    /** What was found so far, in the order of the log. */
    public LogExtract extract() {
        return new LogExtract(found, List.copyOf(ranges.values()));
    }

    /**
     * @param ledger the scheduler's slots, as far as they are known
     * @param notes what could not be read
     */
    public Evidence evidence(Instant madeAt, String by, List<Slot> ledger, List<String> notes) {
        About about = new About(
                About.FORMAT,
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
        return Evidence.of(about, found.stream().map(LogExtract.Found::entry).toList());
    }
}
