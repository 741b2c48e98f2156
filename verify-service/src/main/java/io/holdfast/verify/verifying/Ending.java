package io.holdfast.verify.verifying;

import io.holdfast.events.BackupId;
import io.holdfast.events.CopyRef;
import io.holdfast.events.Finding;
import io.holdfast.events.Level;
import io.holdfast.events.NameBasedId;
import io.holdfast.events.VerificationEvent;
import io.holdfast.events.VerificationEvent.BackupCondemned;
import io.holdfast.events.VerificationEvent.BackupSuspected;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationEvent.CopyCondemned;
import io.holdfast.events.VerificationEvent.SuspicionAccepted;
import io.holdfast.events.VerificationEvent.VerificationInconclusive;
import io.holdfast.events.VerificationEvent.VerifierProbed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a verification ended, as its event says.
 *
 * @param trust what the backup is to be called from now on; absent where nothing was learnt
 * @param message why nothing was learnt
 * @param goodCopies the copies that were read and are good, as far as the event names them
 * @param retryAt when it is tried again
 */
public record Ending(
        UUID verification,
        BackupId backup,
        @Nullable Trust trust,
        @Nullable Level level,
        @Nullable String message,
        List<Finding> findings,
        List<CopyRef> goodCopies,
        @Nullable Instant retryAt) {

    /** Empty where the event does not end a verification. */
    public static Optional<Ending> of(VerificationEvent event) {
        return switch (event) {
            case BackupVerified verified ->
                Optional.of(new Ending(
                        verified.verification(),
                        verified.backup(),
                        Trust.VERIFIED,
                        verified.level(),
                        null,
                        verified.findings(),
                        verified.copies(),
                        null));
            case BackupSuspected suspected ->
                Optional.of(new Ending(
                        suspected.verification(),
                        suspected.backup(),
                        Trust.SUSPECTED,
                        suspected.level(),
                        null,
                        suspected.findings(),
                        List.of(),
                        null));
            case BackupCondemned condemned ->
                Optional.of(new Ending(
                        condemned.verification(),
                        condemned.backup(),
                        Trust.CONDEMNED,
                        null,
                        null,
                        condemned.evidence(),
                        List.of(),
                        null));
            case VerificationInconclusive open ->
                Optional.of(new Ending(
                        open.verification(),
                        open.backup(),
                        null,
                        null,
                        open.message(),
                        List.of(),
                        List.of(),
                        open.retryAt()));
            case SuspicionAccepted accepted -> Optional.empty();
            case CopyCondemned bad -> Optional.empty();
            case VerifierProbed probed -> Optional.empty();
        };
    }

    /** As in the catalogue and in HTTP answers. */
    public String outcome() {
        return trust == null ? "inconclusive" : trust.word();
    }

    /** The id of the verification that follows this one, after an inconclusive end or when its time has come again. */
    public static UUID next(UUID verification) {
        return NameBasedId.of("verification-after", verification.toString());
    }
}
