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
 * The outcome of a verification, from its event.
 *
 * @param trust new trust status of the backup; absent if the verification was inconclusive
 * @param message reason of an inconclusive verification
 * @param goodCopies copies that were read and are good, if the event lists them
 * @param retryAt when the verification is retried
 * @param isSetAside whether the retry comes after everything else, because workers died
 */
public record PublishedVerificationOutcome(
        UUID verification,
        BackupId backup,
        @Nullable TrustStatus trust,
        @Nullable VerificationLevel level,
        @Nullable String message,
        List<Finding> findings,
        List<CopyLocation> goodCopies,
        @Nullable Instant retryAt,
        boolean isSetAside) {

    /** Empty if the event does not end a verification. */
    public static Optional<PublishedVerificationOutcome> of(VerificationEvent event) {
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

    private static PublishedVerificationOutcome ofVerified(BackupVerified event) {
        return new PublishedVerificationOutcome(
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

    private static PublishedVerificationOutcome ofSuspected(BackupSuspected event) {
        return new PublishedVerificationOutcome(
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

    private static PublishedVerificationOutcome ofCondemned(BackupCondemned event) {
        return new PublishedVerificationOutcome(
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

    private static PublishedVerificationOutcome ofInconclusive(VerificationInconclusive event) {
        return new PublishedVerificationOutcome(
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

    /** The name in the catalog and in HTTP responses. */
    public String outcome() {
        return trust == null ? "inconclusive" : trust.word();
    }

    /** The id of the verification after this one: a retry or a repetition. */
    public static UUID next(UUID verification) {
        return NameBasedUuid.of("verification-after", verification.toString());
    }
}
