package io.holdfast.restore.restoring;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * The facts from which a plan is made.
 *
 * @param liveName name of the live database on its server
 * @param copies copies in the order in which they are tried
 * @param target state of the target
 * @param workFree free bytes in the work folder; empty if it is not writable
 * @param plainBytes size of the decrypted archive
 * @param vectors whether the archive has pgvector types, whose indexes take long to build
 * @param jobs number of jobs if the request sets none
 * @param history completed restores, newest first
 * @param archive what the archive contains of the requested tables
 * @param newer full backups newer than the one to restore, newest first
 */
public record RestorePlanInputs(
        UUID plan,
        RestoreRequest wish,
        String liveName,
        RestorableBackup backup,
        List<RestorableCopy> copies,
        TargetState target,
        OptionalLong workFree,
        long plainBytes,
        boolean vectors,
        int jobs,
        List<CompletedRestore> history,
        RequestedTablesCheckResult archive,
        List<NewerBackup> newer,
        Instant now,
        Instant validUntil) {

    public RestorePlanInputs {
        copies = List.copyOf(copies);
        history = List.copyOf(history);
        newer = List.copyOf(newer);
    }
}
