package io.holdfast.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What verify-service found. Each verification ends in exactly one of Verified, Suspected, Condemned, Inconclusive; a
 * copy that is bad while others are good is condemned alone.
 */
public sealed interface VerificationEvent extends BackupEvent {

    BackupId backup();

    /**
     * Unsuspicious (or accepted), every copy's checksum equal, the whole archive decoded.
     *
     * @param verification id of this verification
     * @param level the highest level reached, L2 or above, or the database's configured trusted level
     * @param findings what was noticed and is no reason for suspicion
     */
    record BackupVerified(
            BackupId backup,
            DatabaseId database,
            BackupKind kind,
            UUID verification,
            VerificationLevel level,
            List<CopyLocation> copies,
            List<Finding> findings)
            implements VerificationEvent {

        public BackupVerified {
            copies = List.copyOf(copies);
            findings = List.copyOf(findings);
        }
    }

    /**
     * Readable, but not what history lets one expect; a person may accept it.
     *
     * @param level the highest level that its bytes passed
     */
    record BackupSuspected(
            BackupId backup,
            DatabaseId database,
            BackupKind kind,
            UUID verification,
            VerificationLevel level,
            List<Finding> findings)
            implements VerificationEvent {

        public BackupSuspected {
            findings = List.copyOf(findings);
        }
    }

    /** A person has looked and says that the backup is good. */
    record SuspicionAccepted(BackupId backup, DatabaseId database, String by, String reason)
            implements VerificationEvent {}

    /** No good copy is left: the evidence is in the bytes, or in their absence where the destination is readable. */
    record BackupCondemned(
            BackupId backup, DatabaseId database, BackupKind kind, UUID verification, List<Finding> evidence)
            implements VerificationEvent {

        public BackupCondemned {
            evidence = List.copyOf(evidence);
        }
    }

    /** One copy is bad; others may be good. */
    record CopyCondemned(
            BackupId backup, DatabaseId database, UUID verification, CopyLocation copy, List<Finding> evidence)
            implements VerificationEvent {

        public CopyCondemned {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * Could not look: nothing is known for or against the backup.
     *
     * @param retryAt when it is tried again; absent when only a person can help
     * @param workerDeaths present if the backup is set aside, because workers died during its verification: how many. It is tried
     *     again at {@code retryAt} after everything else, or at once if a person requests it
     */
    record VerificationInconclusive(
            BackupId backup,
            DatabaseId database,
            BackupKind kind,
            UUID verification,
            String message,
            @Nullable Instant retryAt,
            @Nullable Integer workerDeaths)
            implements VerificationEvent {

        /** One that is not set aside. */
        public VerificationInconclusive(
                BackupId backup,
                DatabaseId database,
                BackupKind kind,
                UUID verification,
                String message,
                @Nullable Instant retryAt) {
            this(backup, database, kind, verification, message, retryAt, null);
        }
    }

    /** The verifier was shown a damaged copy of a real artifact and noticed; or it did not, and cannot be trusted. */
    record VerifierProbed(BackupId backup, DatabaseId database, UUID verification, String damage, boolean noticed)
            implements VerificationEvent {}
}
