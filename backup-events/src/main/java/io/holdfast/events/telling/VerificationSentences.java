package io.holdfast.events.telling;

import io.holdfast.events.VerificationEvent;
import io.holdfast.events.VerificationEvent.BackupCondemned;
import io.holdfast.events.VerificationEvent.BackupSuspected;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationEvent.CopyCondemned;
import io.holdfast.events.VerificationEvent.SuspicionAccepted;
import io.holdfast.events.VerificationEvent.VerificationInconclusive;
import io.holdfast.events.VerificationEvent.VerifierProbed;

/** What verify-service says. */
final class VerificationSentences {

    private VerificationSentences() {}

    static String of(VerificationEvent event) {
        return switch (event) {
            case BackupVerified e -> "verified to level " + e.level() + Sentences.findings(e.findings());
            case BackupSuspected e -> "SUSPECTED" + Sentences.findings(e.findings());
            case SuspicionAccepted e -> "suspicion accepted by " + Claimed.name(e.by()) + Sentences.because(e.reason());
            case BackupCondemned e -> "CONDEMNED" + Sentences.findings(e.evidence());
            case CopyCondemned e -> "copy " + e.copy() + " condemned" + Sentences.findings(e.evidence());
            case VerificationInconclusive e ->
                "could not be checked" + Sentences.because(e.message()) + "; "
                        + Sentences.again(e.retryAt(), "not tried again by itself");
            case VerifierProbed e ->
                e.noticed()
                        ? "the verifier noticed the damage '" + e.damage() + "', as it should"
                        : "THE VERIFIER DID NOT NOTICE the damage '" + e.damage() + "'";
        };
    }
}
