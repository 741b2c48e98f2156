package io.holdfast.restore.kafka;

import io.holdfast.events.VerificationEvent;
import io.holdfast.events.VerificationEvent.BackupCondemned;
import io.holdfast.events.VerificationEvent.BackupSuspected;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationEvent.CopyCondemned;
import io.holdfast.restore.postgres.BackupBooks;
import io.holdfast.restore.postgres.Safeguards;
import io.holdfast.restore.restoring.Trust;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** What verification says of backups, and what waits for it. */
@ApplicationScoped
class TrustHeard {

    private final BackupBooks backups;
    private final Safeguards safeguards;

    TrustHeard(BackupBooks backups, Safeguards safeguards) {
        this.backups = backups;
        this.safeguards = safeguards;
    }

    void hear(VerificationEvent event, Instant time) {
        switch (event) {
            case BackupVerified verified -> {
                backups.trusted(verified.backup(), Trust.VERIFIED);
                backups.reached(verified.backup(), verified.level(), time);
                verified.copies().forEach(copy -> backups.copyGood(verified.backup(), copy));
                safeguards.sound(verified.backup(), List.of());
            }
            case BackupSuspected suspected -> {
                backups.suspected(suspected.backup(), suspected.findings());
                safeguards.sound(suspected.backup(), suspected.findings());
            }
            case BackupCondemned condemned -> {
                backups.trusted(condemned.backup(), Trust.CONDEMNED);
                safeguards.missed(condemned.backup(), "it is condemned");
            }
            case CopyCondemned copy -> backups.copyCondemned(copy.backup(), copy.copy());
            case VerificationEvent.SuspicionAccepted accepted -> {
                // A verdict of its own follows.
            }
            case VerificationEvent.VerificationInconclusive inconclusive -> {}
            case VerificationEvent.VerifierProbed probed -> {}
        }
    }
}
