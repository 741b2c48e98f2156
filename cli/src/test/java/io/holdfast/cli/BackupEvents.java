package io.holdfast.cli;

import io.holdfast.events.BackupCopyEvent.BackupProtected;
import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.BackupProgressed;
import io.holdfast.events.BackupRequested;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DumpEvent.BackupAccepted;
import io.holdfast.events.DumpEvent.BackupCancelled;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupFailed;
import io.holdfast.events.DumpEvent.BackupRejected;
import io.holdfast.events.DumpEvent.BackupStarted;
import io.holdfast.events.Envelope;
import io.holdfast.events.FailureReason;
import io.holdfast.events.Finding;
import io.holdfast.events.RejectionReason;
import io.holdfast.events.RequestRef;
import io.holdfast.events.Sha256;
import io.holdfast.events.VerificationEvent.BackupCondemned;
import io.holdfast.events.VerificationEvent.BackupSuspected;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationEvent.VerificationInconclusive;
import io.holdfast.events.VerificationLevel;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events of the services about one backup. */
final class BackupEvents {

    static final DatabaseId APP = new DatabaseId("app");
    static final String ARTIFACT = "app_full_20260518_020000.dump";
    static final BackupCopyRecord COPY =
            new BackupCopyRecord("local", ARTIFACT, null, 12_345_678, new Sha256("ab".repeat(32)));
    static final Instant LATER = Instant.parse("2026-05-18T03:00:00Z");

    private final BackupId backup;
    private final RequestRef request;

    private BackupEvents(BackupId backup, RequestRef request) {
        this.backup = backup;
        this.request = request;
    }

    static BackupEvents of(BackupId backup) {
        return new BackupEvents(backup, new RequestRef(URI.create("/holdfast/cli"), "r-1"));
    }

    /** The events that follow a request for a backup. */
    static BackupEvents of(Envelope<?> envelope) {
        BackupRequested asked = (BackupRequested) envelope.message();
        return new BackupEvents(
                BackupId.ofRequest(envelope.source(), envelope.id(), asked.database(), asked.kindOrDefault()),
                envelope.requestRef());
    }

    BackupAccepted accepted() {
        return new BackupAccepted(backup, APP, BackupKind.FULL, request, null, null);
    }

    BackupRejected rejected() {
        return new BackupRejected(
                backup, APP, request, RejectionReason.UNKNOWN_DATABASE, "no database 'app' is configured");
    }

    BackupStarted started() {
        return new BackupStarted(backup, APP, BackupKind.FULL, 1, ARTIFACT);
    }

    BackupProgressed progressed(long bytes, @Nullable Integer percent) {
        return new BackupProgressed(backup, APP, 1, "dumping", bytes, percent);
    }

    BackupCompleted completed() {
        return new BackupCompleted(
                backup, APP, BackupKind.FULL, request, null, null, 1, LATER, List.of(COPY), "15.18", "15.18");
    }

    BackupFailed failed(@Nullable Instant retryAt) {
        return new BackupFailed(
                backup,
                APP,
                BackupKind.FULL,
                request,
                1,
                FailureReason.UNREACHABLE,
                "the server does not answer",
                retryAt,
                null);
    }

    BackupCancelled cancelled() {
        return cancelled("wrong database");
    }

    BackupCancelled cancelled(String reason) {
        return new BackupCancelled(backup, APP, BackupKind.FULL, request, "anna@ops", reason);
    }

    BackupVerified verified() {
        CopyLocation copy = COPY.ref();
        return new BackupVerified(
                backup, APP, BackupKind.FULL, new UUID(1, 1), VerificationLevel.L2, List.of(copy), List.of());
    }

    BackupProtected isProtected() {
        return new BackupProtected(backup, APP);
    }

    BackupSuspected suspected() {
        return new BackupSuspected(
                backup, APP, BackupKind.FULL, new UUID(1, 1), VerificationLevel.L2, List.of(finding("much smaller")));
    }

    BackupCondemned condemned() {
        return new BackupCondemned(backup, APP, BackupKind.FULL, new UUID(1, 1), List.of(finding("does not decode")));
    }

    VerificationInconclusive inconclusive() {
        return new VerificationInconclusive(backup, APP, BackupKind.FULL, new UUID(1, 1), "destination away", LATER);
    }

    private static Finding finding(String text) {
        return new Finding("code", text);
    }
}
