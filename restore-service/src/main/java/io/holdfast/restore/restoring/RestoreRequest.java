package io.holdfast.restore.restoring;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants back, checked.
 *
 * @param backup the newest verified full one where absent
 * @param target name of the database to create; made from the live one's where absent
 * @param tables each as {@code schema.name}; all where empty
 * @param section {@code schema} or {@code data}; both where absent
 * @param from id of the destination that is preferred
 * @param jobs the service's default where absent
 * @param accepting names of objects that may be missing or different after a swap; none where absent
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

    /** Everything has to come back. */
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

    /** Those of {@code findings} about objects that are not accepted by their names. */
    public List<Finding> unaccepted(List<Finding> findings) {
        return accepting == null ? findings : AcceptedFindings.without(findings, accepting);
    }

    /** Whether only rows of the live database are replaced. */
    public boolean isRowsInPlace() {
        return mode == RestoreMode.IN_PLACE && !tables.isEmpty();
    }

    /** Whether owners and privileges are needed: rows alone have none. */
    public boolean restoresOwners() {
        return owners && !isRowsInPlace();
    }
}
