package io.holdfast.verify.verifying;

import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.VerificationEvent;
import io.holdfast.events.VerificationEvent.BackupCondemned;
import io.holdfast.events.VerificationEvent.BackupSuspected;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationEvent.CopyCondemned;
import io.holdfast.events.VerificationEvent.VerificationInconclusive;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Converts verdicts to events. */
public final class VerdictEventMapper {

    private VerdictEventMapper() {}

    /**
     * The event that ends the verification.
     *
     * @param retryAt when an inconclusive verification is retried
     */
    public static VerificationEvent ending(UUID verification, BackupToVerify backup, Verdict verdict, Instant retryAt) {
        return switch (verdict) {
            case Verdict.Verified verified ->
                new BackupVerified(
                        backup.id(),
                        backup.database(),
                        backup.kind(),
                        verification,
                        verified.level(),
                        verified.copies(),
                        verified.findings());
            case Verdict.Suspected suspected ->
                new BackupSuspected(
                        backup.id(),
                        backup.database(),
                        backup.kind(),
                        verification,
                        suspected.level(),
                        suspected.findings());
            case Verdict.Condemned condemned ->
                new BackupCondemned(backup.id(), backup.database(), backup.kind(), verification, condemned.evidence());
            case Verdict.Inconclusive inconclusive ->
                new VerificationInconclusive(
                        backup.id(),
                        backup.database(),
                        backup.kind(),
                        verification,
                        inconclusive.message(),
                        inconclusive.again() ? retryAt : null);
        };
    }

    /**
     * The event that sets a verification aside.
     *
     * @param deaths number of worker deaths
     */
    public static VerificationInconclusive setAside(
            UUID verification, BackupToVerify backup, int deaths, Instant retryAt) {
        return new VerificationInconclusive(
                backup.id(),
                backup.database(),
                backup.kind(),
                verification,
                "its worker died " + deaths + " times during the verification. It is retried once a day, after"
                        + " all other verifications. hint: check the log of verify-service, then run 'holdfast"
                        + " verify " + backup.id()
                        + "'",
                retryAt,
                deaths);
    }

    public static List<CopyCondemned> aboutCopies(UUID verification, BackupToVerify backup, DecideVerdict decision) {
        return decision.condemned().stream()
                .map(bad -> new CopyCondemned(
                        backup.id(), backup.database(), verification, bad.copy(), List.of(bad.evidence())))
                .toList();
    }

    /** The id of an event about this verification. The same fact always gets the same id. */
    public static String eventId(String what, UUID verification, Object... which) {
        String[] parts = new String[which.length + 2];
        parts[0] = what;
        parts[1] = verification.toString();
        for (int i = 0; i < which.length; i++) {
            parts[i + 2] = String.valueOf(which[i]);
        }
        return NameBasedUuid.of(parts).toString();
    }
}
