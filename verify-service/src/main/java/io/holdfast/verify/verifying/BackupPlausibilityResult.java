package io.holdfast.verify.verifying;

import io.holdfast.events.Finding;
import java.util.List;
import java.util.stream.Stream;

/**
 * The result of comparing a backup with its history (L0).
 *
 * @param suspicions findings that a person should check before relying on the backup
 * @param remarks other findings
 */
public record BackupPlausibilityResult(List<Finding> suspicions, List<Finding> remarks) {

    public static final BackupPlausibilityResult NOTHING_NOTICED = new BackupPlausibilityResult(List.of(), List.of());

    public BackupPlausibilityResult {
        suspicions = List.copyOf(suspicions);
        remarks = List.copyOf(remarks);
    }

    /** Adds the findings of another check. */
    BackupPlausibilityResult and(BackupPlausibilityResult other) {
        return new BackupPlausibilityResult(
                Stream.concat(suspicions.stream(), other.suspicions.stream()).toList(),
                Stream.concat(remarks.stream(), other.remarks.stream()).toList());
    }

    /** Turns all suspicions into remarks, because the backup was accepted or verified before. */
    BackupPlausibilityResult withoutSuspicion() {
        return new BackupPlausibilityResult(
                List.of(), Stream.concat(suspicions.stream(), remarks.stream()).toList());
    }
}
