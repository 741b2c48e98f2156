package io.holdfast.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Results of verify-service. Each verification ends in exactly one of Verified, Suspected, Condemned, Inconclusive. If one copy is bad and
 * others are good, only that copy is condemned.
 */
public sealed interface VerificationEvent extends BackupEvent {

    BackupId backup();

    /**
     * The backup is not suspicious (or was accepted), every copy's checksum matches, and the whole archive was decoded.
     *
     * @param verification id of this verification
     * @param level highest level reached, L2 or above, or the database's configured trusted level
     * @param findings observations that are not a reason for suspicion
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
     * The backup is readable, but deviates from its history. An operator may accept it.
     *
     * @param level highest level that its bytes passed
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

    /** An operator has examined the backup and confirms that it is good. */
    record SuspicionAccepted(BackupId backup, DatabaseId database, String by, String reason)
            implements VerificationEvent {}

    /** No good copy is left. The evidence is in the bytes, or in their absence from a readable destination. */
    record BackupCondemned(
            BackupId backup, DatabaseId database, BackupKind kind, UUID verification, List<Finding> evidence)
            implements VerificationEvent {

        public BackupCondemned {
            evidence = List.copyOf(evidence);
        }
    }

    /** One copy is bad; others can be good. */
    record CopyCondemned(
            BackupId backup, DatabaseId database, UUID verification, CopyLocation copy, List<Finding> evidence)
            implements VerificationEvent {

        public CopyCondemned {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * The verification was not possible, so the state of the backup is unknown.
     *
     * @param retryAt time of the next attempt; absent if an operator must act
     * @param workerDeaths number of workers that died during the verification; present if the backup was set aside because of them. It is
     * retried at {@code retryAt} after everything else, or immediately on an operator's request
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

        /** A verification that was not set aside. */
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

    /** The verifier tested a damaged copy of a real artifact, and detected the damage; or it did not, and cannot be trusted. */
    record VerifierProbed(BackupId backup, DatabaseId database, UUID verification, String damage, boolean noticed)
            implements VerificationEvent {}
}
