package io.holdfast.restore.restoring;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * All that a plan is made of.
 *
 * @param liveName of the live database on its server
 * @param copies in the order in which they would be tried
 * @param target what was seen there
 * @param workFree bytes free in the work folder, where it could be asked
 * @param plainBytes of the archive, decrypted
 * @param vectors whether the archive has pgvector's types, whose indexes take long to build
 * @param jobs where the wish names no number
 * @param history newest first
 * @param archive what it says about the tables that are wanted
 * @param newer full backups that are newer than the one to be restored, newest first
 */
public record PlanFacts(
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
        RequestedTablesSurvey archive,
        List<NewerBackup> newer,
        Instant now,
        Instant validUntil) {

    public PlanFacts {
        copies = List.copyOf(copies);
        history = List.copyOf(history);
        newer = List.copyOf(newer);
    }
}
