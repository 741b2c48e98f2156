package io.holdfast.restoreengine;

import io.holdfast.postgrestools.PgRestoreIntoDatabase.Section;
import io.holdfast.restoreengine.contents.TableName;
import java.util.List;
import java.util.Set;

/**
 * Options of a restore.
 *
 * @param jobs number of parallel connections; 1 if objects are replaced, because that is one transaction
 * @param owners whether owners and privileges are restored too
 * @param replacing whether the objects of the archive are dropped first, in one transaction
 * @param tables tables whose rows are restored, with all definitions; empty for everything
 * @param without ids of entries to leave out; only if {@code tables} is empty
 * @param tablespaces whether tables and indexes are restored into tablespaces of the same names
 * @param silent whether event triggers and triggers that are enabled as usual are suppressed; only for a role that may do this
 */
public record RestoreOptions(
        int jobs,
        boolean owners,
        boolean replacing,
        Section section,
        List<TableName> tables,
        Set<Integer> without,
        boolean tablespaces,
        boolean silent) {

    public RestoreOptions {
        tables = List.copyOf(tables);
        without = Set.copyOf(without);
    }

    public RestoreOptions(int jobs, boolean owners, boolean replacing, Section section, List<TableName> tables) {
        this(jobs, owners, replacing, section, tables, Set.of(), true, false);
    }

    /** Options of a drill. The server does not need the tablespaces of the source. */
    public static RestoreOptions drill(int jobs, boolean owners, Set<Integer> without) {
        return new RestoreOptions(jobs, owners, false, Section.ALL, List.of(), without, false, false);
    }

    /** The same options with event triggers suppressed. */
    public RestoreOptions withoutTriggers(boolean wanted) {
        return new RestoreOptions(jobs, owners, replacing, section, tables, without, tablespaces, wanted);
    }

    public static RestoreOptions everything(int jobs, boolean owners) {
        return new RestoreOptions(jobs, owners, false, Section.ALL, List.of());
    }
}
