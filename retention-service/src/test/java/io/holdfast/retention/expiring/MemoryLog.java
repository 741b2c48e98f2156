package io.holdfast.retention.expiring;

import io.holdfast.events.BackupEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** {@code backup-events}, with one partition. */
final class MemoryLog {

    /** @param brokerTime when it was appended, by the broker's clock */
    record Entry(UUID id, BackupEvent event, Instant brokerTime) {}

    final List<Entry> entries = new ArrayList<>();

    private final TestClocks clocks;
    private int numbers;

    MemoryLog(TestClocks clocks) {
        this.clocks = clocks;
    }

    void append(UUID id, BackupEvent event) {
        entries.add(new Entry(id, event, clocks.brokerNow()));
    }

    void append(BackupEvent event) {
        append(new UUID(2, numbers++), event);
    }

    <E extends BackupEvent> List<E> published(Class<E> type) {
        return entries.stream()
                .map(Entry::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
