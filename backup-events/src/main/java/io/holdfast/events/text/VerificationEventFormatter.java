package io.holdfast.events.text;

import io.holdfast.events.VerificationEvent;
import io.holdfast.events.VerificationEvent.BackupCondemned;
import io.holdfast.events.VerificationEvent.BackupSuspected;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationEvent.CopyCondemned;
import io.holdfast.events.VerificationEvent.SuspicionAccepted;
import io.holdfast.events.VerificationEvent.VerificationInconclusive;
import io.holdfast.events.VerificationEvent.VerifierProbed;

/** Texts of the events of verify-service. */
final class VerificationEventFormatter {

    private VerificationEventFormatter() {}

    static String of(VerificationEvent event) {
        return switch (event) {
            case BackupVerified e -> "verified to level " + e.level() + EventSummaryFormatter.findings(e.findings());
            case BackupSuspected e -> "SUSPECTED" + EventSummaryFormatter.findings(e.findings());
            case SuspicionAccepted e ->
                "suspicion accepted by " + UnverifiedRequesterName.name(e.by())
                        + EventSummaryFormatter.because(e.reason());
            case BackupCondemned e -> "CONDEMNED" + EventSummaryFormatter.findings(e.evidence());
            case CopyCondemned e -> "copy " + e.copy() + " condemned" + EventSummaryFormatter.findings(e.evidence());
            case VerificationInconclusive e ->
                "could not be verified" + EventSummaryFormatter.because(e.message()) + "; "
                        + EventSummaryFormatter.again(e.retryAt(), "no automatic retry");
            case VerifierProbed e ->
                e.noticed()
                        ? "the verifier detected the damage '" + e.damage() + "', as expected"
                        : "THE VERIFIER DID NOT DETECT the damage '" + e.damage() + "'";
        };
    }
}
