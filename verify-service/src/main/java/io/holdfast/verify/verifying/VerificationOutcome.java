package io.holdfast.verify.verifying;

import io.holdfast.events.BackupId;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.Finding;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.VerificationEvent;
import io.holdfast.events.VerificationEvent.BackupCondemned;
import io.holdfast.events.VerificationEvent.BackupSuspected;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationEvent.CopyCondemned;
import io.holdfast.events.VerificationEvent.SuspicionAccepted;
import io.holdfast.events.VerificationEvent.VerificationInconclusive;
import io.holdfast.events.VerificationEvent.VerifierProbed;
import io.holdfast.events.VerificationLevel;
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
 * @param isSetAside whether that is after everything else, because workers died during it
 */
public record VerificationOutcome(
        UUID verification,
        BackupId backup,
        @Nullable TrustStatus trust,
        @Nullable VerificationLevel level,
        @Nullable String message,
        List<Finding> findings,
        List<CopyLocation> goodCopies,
        @Nullable Instant retryAt,
        boolean isSetAside) {

    /** Empty where the event does not end a verification. */
    public static Optional<VerificationOutcome> of(VerificationEvent event) {
        return switch (event) {
            case BackupVerified verified -> Optional.of(ofVerified(verified));
            case BackupSuspected suspected -> Optional.of(ofSuspected(suspected));
            case BackupCondemned condemned -> Optional.of(ofCondemned(condemned));
            case VerificationInconclusive open -> Optional.of(ofInconclusive(open));
            case SuspicionAccepted accepted -> Optional.empty();
            case CopyCondemned bad -> Optional.empty();
            case VerifierProbed probed -> Optional.empty();
        };
    }

    private static VerificationOutcome ofVerified(BackupVerified event) {
        return new VerificationOutcome(
                event.verification(),
                event.backup(),
                TrustStatus.VERIFIED,
                event.level(),
                null,
                event.findings(),
                event.copies(),
                null,
                false);
    }

    private static VerificationOutcome ofSuspected(BackupSuspected event) {
        return new VerificationOutcome(
                event.verification(),
                event.backup(),
                TrustStatus.SUSPECTED,
                event.level(),
                null,
                event.findings(),
                List.of(),
                null,
                false);
    }

    private static VerificationOutcome ofCondemned(BackupCondemned event) {
        return new VerificationOutcome(
                event.verification(),
                event.backup(),
                TrustStatus.CONDEMNED,
                null,
                null,
                event.evidence(),
                List.of(),
                null,
                false);
    }

    private static VerificationOutcome ofInconclusive(VerificationInconclusive event) {
        return new VerificationOutcome(
                event.verification(),
                event.backup(),
                null,
                null,
                event.message(),
                List.of(),
                List.of(),
                event.retryAt(),
                event.workerDeaths() != null);
    }

    /** As in the catalogue and in HTTP answers. */
    public String outcome() {
        return trust == null ? "inconclusive" : trust.word();
    }

    /** The id of the verification that follows this one, after an inconclusive end or when its time has come again. */
    public static UUID next(UUID verification) {
        return NameBasedUuid.of("verification-after", verification.toString());
    }
}
