package io.holdfast.restoreengine;

import io.holdfast.postgrestools.TableOfContents.Entry;
import io.holdfast.restoreengine.archive.StagedArchive;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Entries that come last. Event triggers of an archive, and what is said about them: created last they do not fire for what pg_restore does.
 * Listed last they are the first that {@code --clean} drops, so those of the live database do not fire either: pg_restore drops in the
 * reverse order.
 *
 * <p>Where several jobs restore partitions, also triggers and foreign keys: those of a partitioned table depend on no rows, because its rows
 * are entries of its partitions. pg_restore would create them while those are loaded, and they would act on the rows.
 *
 * @param ids of their entries, among those that are wanted
 */
record DeferredEntries(List<Integer> ids) {

    static final String TYPE = "EVENT TRIGGER";
    private static final String PARTITION = "TABLE ATTACH";
    private static final Set<String> OF_ROWS = Set.of("TRIGGER", "FK CONSTRAINT");
    private static final Set<String> ABOUT = Set.of("COMMENT", "SECURITY LABEL");

    DeferredEntries {
        ids = List.copyOf(ids);
    }

    static DeferredEntries of(StagedArchive archive, RestoreOptions options) {
        boolean partitions =
                options.jobs() > 1 && !archive.list().ofType(PARTITION).isEmpty();
        return new DeferredEntries(SidecarEntries.of(archive, options).stream()
                .filter(entry -> isEventTrigger(entry) || partitions && isOfRows(entry))
                .map(Entry::id)
                .toList());
    }

    private static boolean isOfRows(Entry entry) {
        return OF_ROWS.contains(entry.type())
                || ABOUT.contains(entry.type())
                        && (entry.name().startsWith("TRIGGER ") || entry.name().startsWith("CONSTRAINT "));
    }

    private static boolean isEventTrigger(Entry entry) {
        return entry.type().equals(TYPE)
                || ABOUT.contains(entry.type()) && entry.name().startsWith(TYPE + " ");
    }

    boolean isEmpty() {
        return ids.isEmpty();
    }

    /** All that are wanted but these; never empty, because a trigger has a function. */
    List<Integer> others(StagedArchive archive, RestoreOptions options) {
        return SidecarEntries.of(archive, options).stream()
                .map(Entry::id)
                .filter(id -> !ids.contains(id))
                .toList();
    }

    /** All that are wanted, these last; empty if that is the whole archive in its own order. */
    List<Integer> last(StagedArchive archive, RestoreOptions options) {
        if (isEmpty() && options.tables().isEmpty() && options.without().isEmpty()) {
            return List.of();
        }
        List<Integer> all = new ArrayList<>(others(archive, options));
        all.addAll(ids);
        return all;
    }
}
