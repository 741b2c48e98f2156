package io.holdfast.restoreengine;

import io.holdfast.postgrestools.TableOfContents.Entry;
import io.holdfast.restoreengine.archive.StagedArchive;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Entries that are restored last: event triggers and the entries that describe them. If they are created last, they do not fire
 * for the statements of pg_restore. If they are listed last, {@code --clean} drops them first, because pg_restore drops in
 * reverse order. So event triggers of the live database do not fire either.
 *
 * <p>If several jobs restore partitions, triggers and foreign keys are also last. Those of a partitioned table depend on no
 * data entry, because its rows are entries of its partitions. Otherwise pg_restore would create them while the partitions are
 * being loaded, and they would act on the rows.
 *
 * @param ids ids of these entries, among the requested entries
 */
record DeferredTocEntries(List<Integer> ids) {

    static final String TYPE = "EVENT TRIGGER";
    private static final String PARTITION = "TABLE ATTACH";
    private static final Set<String> OF_ROWS = Set.of("TRIGGER", "FK CONSTRAINT");
    private static final Set<String> ABOUT = Set.of("COMMENT", "SECURITY LABEL");

    DeferredTocEntries {
        ids = List.copyOf(ids);
    }

    static DeferredTocEntries of(StagedArchive archive, RestoreOptions options) {
        boolean partitions =
                options.jobs() > 1 && !archive.list().ofType(PARTITION).isEmpty();
        return new DeferredTocEntries(SidecarDatabaseEntryFilter.of(archive, options).stream()
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

    /** All requested entries except these. Never empty, because a trigger has a function. */
    List<Integer> others(StagedArchive archive, RestoreOptions options) {
        return SidecarDatabaseEntryFilter.of(archive, options).stream()
                .map(Entry::id)
                .filter(id -> !ids.contains(id))
                .toList();
    }

    /** All requested entries with these last. Empty if that is the whole archive in its own order. */
    List<Integer> last(StagedArchive archive, RestoreOptions options) {
        if (isEmpty() && options.tables().isEmpty() && options.without().isEmpty()) {
            return List.of();
        }
        List<Integer> all = new ArrayList<>(others(archive, options));
        all.addAll(ids);
        return all;
    }
}
