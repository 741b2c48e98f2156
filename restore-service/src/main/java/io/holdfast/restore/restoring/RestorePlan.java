package io.holdfast.restore.restoring;

import io.holdfast.events.BackupId;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.Finding;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What would be done. Approved, it is done exactly so.
 *
 * @param id also of the restore that carries it out
 * @param target name of the database that will exist, or be replaced
 * @param copy that is read first
 * @param obstacles why it cannot be approved; none where it can
 * @param findings all else, in the order in which it is read
 * @param superuser name of the role that restores, where it is a superuser: code in the archive runs as it, and an approval names it
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

    /** Whether owners and privileges come back too. Rows that go into the live database need none, and their sidecar is dropped again. */
    public boolean restoresOwners() {
        return wish.restoresOwners();
    }

    /** Whether rows go by way of a database of their own. */
    public boolean isSidecar() {
        return !wish.tables().isEmpty();
    }
}
