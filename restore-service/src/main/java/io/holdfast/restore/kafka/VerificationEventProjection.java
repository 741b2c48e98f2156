package io.holdfast.restore.kafka;

import io.holdfast.events.VerificationEvent;
import io.holdfast.events.VerificationEvent.BackupCondemned;
import io.holdfast.events.VerificationEvent.BackupSuspected;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationEvent.CopyCondemned;
import io.holdfast.restore.postgres.PreRestoreBackupGate;
import io.holdfast.restore.postgres.RestorableBackupRepository;
import io.holdfast.restore.restoring.VerificationStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Stores verification results, and continues restores that wait for them. */
@ApplicationScoped
class VerificationEventProjection {

    private final RestorableBackupRepository backups;
    private final PreRestoreBackupGate preRestoreBackups;

    VerificationEventProjection(RestorableBackupRepository backups, PreRestoreBackupGate preRestoreBackups) {
        this.backups = backups;
        this.preRestoreBackups = preRestoreBackups;
    }

    void apply(VerificationEvent event, Instant time) {
        switch (event) {
            case BackupVerified verified -> {
                backups.trusted(verified.backup(), VerificationStatus.VERIFIED);
                backups.reached(verified.backup(), verified.level(), time);
                verified.copies().forEach(copy -> backups.copyGood(verified.backup(), copy));
                preRestoreBackups.sound(verified.backup(), List.of());
            }
            case BackupSuspected suspected -> {
                backups.suspected(suspected.backup(), suspected.findings());
                preRestoreBackups.sound(suspected.backup(), suspected.findings());
            }
            case BackupCondemned condemned -> {
                backups.trusted(condemned.backup(), VerificationStatus.CONDEMNED);
                preRestoreBackups.missed(condemned.backup(), "the backup is condemned");
            }
            case CopyCondemned copy -> backups.copyCondemned(copy.backup(), copy.copy());
            case VerificationEvent.SuspicionAccepted accepted -> {
                // A separate verdict event follows.
            }
            case VerificationEvent.VerificationInconclusive inconclusive -> {}
            case VerificationEvent.VerifierProbed probed -> {}
        }
    }
}
