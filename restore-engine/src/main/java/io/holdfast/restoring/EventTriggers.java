package io.holdfast.restoring;

import io.holdfast.postgrestools.TableOfContents.Entry;
import io.holdfast.restoring.archive.StagedArchive;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The event triggers of an archive, and what is said about them. Created last they do not fire for what pg_restore does. Listed last they
 * are the first that {@code --clean} drops, so those of the live database do not fire either: pg_restore drops in the reverse order.
 *
 * @param ids of their entries, among those that are wanted
 */
record EventTriggers(List<Integer> ids) {

    static final String TYPE = "EVENT TRIGGER";
    private static final Set<String> ABOUT = Set.of("COMMENT", "SECURITY LABEL");

    EventTriggers {
        ids = List.copyOf(ids);
    }

    static EventTriggers of(StagedArchive archive, How how) {
        return new EventTriggers(WantedEntries.of(archive, how).stream()
                .filter(EventTriggers::isOne)
                .map(Entry::id)
                .toList());
    }

    private static boolean isOne(Entry entry) {
        return entry.type().equals(TYPE)
                || ABOUT.contains(entry.type()) && entry.name().startsWith(TYPE + " ");
    }

    boolean isEmpty() {
        return ids.isEmpty();
    }

    /** All that are wanted but these; never empty, because a trigger has a function. */
    List<Integer> others(StagedArchive archive, How how) {
        return WantedEntries.of(archive, how).stream()
                .map(Entry::id)
                .filter(id -> !ids.contains(id))
                .toList();
    }

    /** All that are wanted, these last; empty if that is the whole archive in its own order. */
    List<Integer> last(StagedArchive archive, How how) {
        if (isEmpty() && how.tables().isEmpty() && how.without().isEmpty()) {
            return List.of();
        }
        List<Integer> all = new ArrayList<>(others(archive, how));
        all.addAll(ids);
        return all;
    }
}
