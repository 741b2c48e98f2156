package io.holdfast.cli;

import io.holdfast.cli.await.EventLogConnection;
import io.holdfast.cli.await.EventLogEntry;
import io.holdfast.cli.await.EventLogRange;
import io.holdfast.cli.await.EventLogRecord;
import io.holdfast.cli.context.CommandException;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.Envelope;
import io.holdfast.events.Message;
import io.holdfast.events.Topic;
import io.holdfast.localstack.testing.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An event log in memory. A test defines the immediate responses of the services. Without a response, only the clock advances. */
final class FakeLog implements EventLogConnection {

    static final String COORDINATES = "backup-requests-0@7";

    private final SettableClock clock;
    private final Queue<EventLogEntry> entries = new ArrayDeque<>();
    private Function<Envelope<?>, List<? extends Message>> services = request -> List.of();
    private boolean reading;
    private @Nullable CommandException refusal;
    final List<EventLogRecord> lying = new ArrayList<>();
    final List<Envelope<?>> published = new ArrayList<>();

    FakeLog(SettableClock clock) {
        this.clock = clock;
    }

    void answering(Function<Envelope<?>, List<? extends Message>> answers) {
        services = answers;
    }

    void contains(EventLogEntry entry) {
        entries.add(entry);
    }

    void contains(Instant time, BackupEvent event) {
        entries.add(new EventLogEntry.EventEntry(envelope(time, event)));
    }

    private static Envelope<?> envelope(Instant time, Message event) {
        return Envelope.of(URI.create("/holdfast/test"), UUID.randomUUID().toString(), time, event);
    }

    @Override
    public void readFromNow(Set<Topic> topics) {
        entries.clear();
        reading = true;
    }

    @Override
    public void readSince(Instant start, Set<Topic> topics) {
        entries.removeIf(entry -> entry instanceof EventLogEntry.EventEntry eventEntry
                && eventEntry.envelope().time().isBefore(start));
        reading = true;
    }

    @Override
    public List<EventLogEntry> next(Duration atMost) {
        if (entries.isEmpty()) {
            clock.advance(atMost);
            return List.of();
        }
        return List.of(entries.remove());
    }

    /** Makes each following read fail. */
    void refuses(CommandException commandException) {
        refusal = commandException;
    }

    @Override
    public List<EventLogRange> everything(Topic topic, Consumer<EventLogRecord> reader) {
        if (refusal != null) {
            throw refusal;
        }
        Map<Integer, EventLogRange> ranges = new TreeMap<>();
        for (EventLogRecord record : lying) {
            if (record.topic().equals(topic.topicName())) {
                reader.accept(record);
                ranges.merge(
                        record.partition(),
                        new EventLogRange(record.topic(), record.partition(), record.offset(), record.offset() + 1),
                        (known, one) -> new EventLogRange(known.topic(), known.partition(), known.first(), one.next()));
            }
        }
        return List.copyOf(ranges.values());
    }

    @Override
    public boolean caughtUp() {
        return entries.isEmpty();
    }

    /** Drops entries before the first read, as in a real log that is read from its end. */
    @Override
    public String publish(Envelope<?> envelope) {
        published.add(envelope);
        if (reading) {
            services.apply(envelope)
                    .forEach(answer -> entries.add(new EventLogEntry.EventEntry(envelope(clock.instant(), answer))));
        }
        return COORDINATES;
    }

    @Override
    public void close() {}
}
