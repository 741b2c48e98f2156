package io.holdfast.retention.expiring;

import io.holdfast.events.Finding;
import io.holdfast.events.VerificationLevel;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The verification state of a backup.
 *
 * @param level the highest level reached
 * @param verifiedAt when it was last found good
 * @param condemnedAt when it was found bad; absent if it was found good since then
 * @param findings of the newest verification
 * @param verification id of the newest verification that ended in a verdict
 * @param acceptance an operator's acceptance of the suspicion; absent if there is none
 */
public record BackupVerificationState(
        @Nullable VerificationLevel level,
        @Nullable Instant verifiedAt,
        @Nullable Instant condemnedAt,
        List<Finding> findings,
        @Nullable UUID verification,
        @Nullable Acceptance acceptance) {

    /** An operator has reviewed a suspicion and accepted the backup. */
    public record Acceptance(String by, String reason) {}

    static final BackupVerificationState NONE = new BackupVerificationState(null, null, null, List.of(), null, null);

    public BackupVerificationState {
        findings = List.copyOf(findings);
    }

    BackupVerificationState verified(UUID by, VerificationLevel reached, Instant at, List<Finding> noticed) {
        return new BackupVerificationState(higher(reached), at, null, noticed, by, acceptance);
    }

    BackupVerificationState accepted(Instant at) {
        return new BackupVerificationState(level, at, null, findings, verification, acceptance);
    }

    BackupVerificationState acceptedAs(Acceptance word) {
        return new BackupVerificationState(level, verifiedAt, condemnedAt, findings, verification, word);
    }

    BackupVerificationState suspected(UUID by, VerificationLevel reached, List<Finding> noticed) {
        return new BackupVerificationState(higher(reached), verifiedAt, null, noticed, by, null);
    }

    BackupVerificationState condemned(UUID by, Instant at, List<Finding> evidence) {
        return new BackupVerificationState(level, verifiedAt, at, evidence, by, acceptance);
    }

    BackupVerificationState noticed(List<Finding> others) {
        return new BackupVerificationState(level, verifiedAt, condemnedAt, others, verification, acceptance);
    }

    BackupVerificationState drilled(VerificationLevel reached) {
        return new BackupVerificationState(
                higher(reached), verifiedAt, condemnedAt, findings, verification, acceptance);
    }

    private VerificationLevel higher(VerificationLevel reached) {
        return level == null || reached.compareTo(level) > 0 ? reached : level;
    }
}
