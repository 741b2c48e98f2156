package io.holdfast.restore.restoring;

import io.holdfast.events.BackupId;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.Finding;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A restore plan. An approved restore follows it exactly.
 *
 * @param id id of the plan and of the restore
 * @param target name of the database to create or replace
 * @param copy copy that is read first
 * @param obstacles reasons why the plan cannot be approved; empty if it can
 * @param findings all other findings, in the order of display
 * @param superuser name of the restoring role if it is a superuser; code in the archive runs as this role, and an approval must
 *     name it
 */
public record RestorePlan(
        UUID id,
        RestoreRequest wish,
        BackupId backup,
        String target,
        CopyLocation copy,
        int jobs,
        Instant validUntil,
        List<Finding> obstacles,
        List<Finding> findings,
        @Nullable String superuser) {

    public RestorePlan {
        obstacles = List.copyOf(obstacles);
        findings = List.copyOf(findings);
    }

    public boolean isApprovable() {
        return obstacles.isEmpty();
    }

    public RestoreMode mode() {
        return wish.mode();
    }

    /**
     * Whether owners and privileges are restored. Rows for the live database need none, and the sidecar database is temporary.
     */
    public boolean restoresOwners() {
        return wish.restoresOwners();
    }

    /** Whether the rows are restored through a temporary sidecar database. */
    public boolean isSidecar() {
        return !wish.tables().isEmpty();
    }
}
