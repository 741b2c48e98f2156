package io.holdfast.restore.restoring;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A checked restore request.
 *
 * @param backup backup to restore; if absent, the newest verified full backup
 * @param target name of the database to create; if absent, derived from the live name
 * @param tables tables as {@code schema.name}; if empty, all tables
 * @param section {@code schema} or {@code data}; if absent, both
 * @param from id of the preferred destination
 * @param jobs number of jobs; if absent, the service's default
 * @param accepting names of objects that may be missing or different after a swap; if absent, none
 */
public record RestoreRequest(
        DatabaseId database,
        @Nullable BackupId backup,
        RestoreMode mode,
        @Nullable String target,
        List<String> tables,
        @Nullable String section,
        @Nullable String from,
        @Nullable Integer jobs,
        boolean owners,
        @Nullable List<String> accepting) {

    public RestoreRequest {
        tables = List.copyOf(tables);
        accepting = accepting == null ? null : List.copyOf(accepting);
    }

    /** A request that accepts no missing objects. */
    public RestoreRequest(
            DatabaseId database,
            @Nullable BackupId backup,
            RestoreMode mode,
            @Nullable String target,
            List<String> tables,
            @Nullable String section,
            @Nullable String from,
            @Nullable Integer jobs,
            boolean owners) {
        this(database, backup, mode, target, tables, section, from, jobs, owners, null);
    }

    /** The findings whose objects are not accepted by name. */
    public List<Finding> unaccepted(List<Finding> findings) {
        return accepting == null ? findings : AcknowledgedFindingFilter.without(findings, accepting);
    }

    /** Whether only rows of the live database are replaced. */
    public boolean isRowsInPlace() {
        return mode == RestoreMode.IN_PLACE && !tables.isEmpty();
    }

    /** Whether owners and privileges are needed. A restore of rows alone needs none. */
    public boolean restoresOwners() {
        return owners && !isRowsInPlace();
    }
}
