package io.holdfast.notify.notifying;

import io.holdfast.events.BackupEvent;
import io.holdfast.settings.sink.EventSelectionValidator;
import java.util.Set;

/**
 * The events that a sink receives.
 *
 * @param databases ids of databases; empty for all databases
 * @param words CloudEvents types, names of {@link EventCategory}, or {@value #ALL}
 */
public record Subscription(Set<String> databases, Set<String> words) {

    /** Every event. */
    public static final String ALL = EventSelectionValidator.ALL;

    public Subscription {
        databases = Set.copyOf(databases);
        words = Set.copyOf(words);
    }

    /** @param type the event's CloudEvents type */
    public boolean includes(String type, BackupEvent event) {
        return (databases.isEmpty() || databases.contains(event.database().value()))
                && (words.contains(ALL)
                        || words.contains(type)
                        || words.contains(EventCategory.of(event).label()));
    }
}
