package io.holdfast.restoreengine;

import io.holdfast.postgrestools.PgRestoreIntoDatabase.Section;
import io.holdfast.restoreengine.contents.TableName;
import java.util.List;
import java.util.Set;

/**
 * How an archive is restored.
 *
 * @param jobs connections side by side; only one where objects are replaced, because that is one transaction
 * @param owners whether owners and privileges come back too
 * @param replacing whether what the archive brings is dropped first, in one transaction
 * @param tables whose rows alone are wanted, with all definitions; everything where empty
 * @param without ids of entries of the table of contents that are left out; only where {@code tables} is empty
 * @param tablespaces whether tables and indexes go back into the tablespaces of their names
 * @param silent whether event triggers and triggers that are enabled as usual stay silent; only for a role that may ask for that
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

    /** A drill: the server need not have the source's tablespaces. */
    public static RestoreOptions drill(int jobs, boolean owners, Set<Integer> without) {
        return new RestoreOptions(jobs, owners, false, Section.ALL, List.of(), without, false, false);
    }

    /** The same, while event triggers stay silent. */
    public RestoreOptions withoutTriggers(boolean wanted) {
        return new RestoreOptions(jobs, owners, replacing, section, tables, without, tablespaces, wanted);
    }

    public static RestoreOptions everything(int jobs, boolean owners) {
        return new RestoreOptions(jobs, owners, false, Section.ALL, List.of());
    }
}
