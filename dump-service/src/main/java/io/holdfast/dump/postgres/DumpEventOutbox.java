package io.holdfast.dump.postgres;

import io.holdfast.dump.dumping.DumpRequestDecision;
import io.holdfast.dump.dumping.DumpRun.AfterRunning;
import io.holdfast.dump.dumping.DumpRun.Cancelled;
import io.holdfast.dump.dumping.DumpRun.Completed;
import io.holdfast.dump.dumping.DumpRun.DestinationWithoutCopy;
import io.holdfast.dump.dumping.DumpRun.Failed;
import io.holdfast.dump.dumping.DumpRun.Running;
import io.holdfast.dump.dumping.DumpRun.WaitingRetry;
import io.holdfast.dump.dumping.ValidatedBackupRequest;
import io.holdfast.events.BackupCopyEvent.CopyFailed;
import io.holdfast.events.BackupId;
import io.holdfast.events.DumpEvent;
import io.holdfast.events.DumpEvent.BackupAccepted;
import io.holdfast.events.DumpEvent.BackupCancelled;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupFailed;
import io.holdfast.events.DumpEvent.BackupRejected;
import io.holdfast.events.DumpEvent.BackupStarted;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.log.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.util.UUID;

/**
 * Adds an event to the outbox for each change in the catalog, in the same transaction. Event ids are deterministic.
 * Consumers therefore ignore an event that is published again, for example after a restore of the catalog.
 */
@ApplicationScoped
class DumpEventOutbox {

    private final Outbox outbox;
    private final Event<AfterRunning> ends;
    private final Clock clock;

    DumpEventOutbox(Outbox outbox, Event<AfterRunning> ends, Clock clock) {
        this.outbox = outbox;
        this.ends = ends;
        this.clock = clock;
    }

    /** Returns the CloudEvents source of this service. */
    String source() {
        return outbox.source().toString();
    }

    void accepted(ValidatedBackupRequest request) {
        publish(
                "accepted",
                new BackupAccepted(
                        request.backup(),
                        request.database(),
                        request.kind(),
                        request.request(),
                        request.label(),
                        request.slot()));
    }

    void refused(DumpRequestDecision.Refused refused) {
        outbox.add(
                rejectedId(refused.place()),
                new BackupRejected(
                        refused.backup(), refused.database(), refused.request(), refused.reason(), refused.message()));
    }

    /** Derives one id from each refused record. The same request can be refused again, and accepted later. */
    static String rejectedId(UUID place) {
        return NameBasedUuid.of("rejected", place.toString()).toString();
    }

    void started(Running run) {
        ValidatedBackupRequest request = run.request();
        publish(
                "started-" + run.attempt(),
                new BackupStarted(request.backup(), request.database(), request.kind(), run.attempt(), run.artifact()));
    }

    void ended(AfterRunning after) {
        ends.fire(after);
        switch (after) {
            case Completed completed -> completed(completed);
            case WaitingRetry retry -> publish("failed-" + retry.attempt(), failed(retry));
            case Failed failed -> publish("failed-" + failed.attempt(), failed(failed));
            case Cancelled cancelled -> cancelled(cancelled);
        }
    }

    void cancelled(Cancelled cancelled) {
        ValidatedBackupRequest request = cancelled.request();
        publish(
                "cancelled",
                new BackupCancelled(
                        request.backup(),
                        request.database(),
                        request.kind(),
                        request.request(),
                        cancelled.by(),
                        cancelled.reason()));
    }

    private void completed(Completed completed) {
        ValidatedBackupRequest request = completed.request();
        publish(
                "completed",
                new BackupCompleted(
                        request.backup(),
                        request.database(),
                        request.kind(),
                        request.request(),
                        request.label(),
                        request.slot(),
                        completed.attempt(),
                        completed.startedAt(),
                        completed.copies(),
                        completed.serverVersion(),
                        completed.clientVersion(),
                        completed.findings().isEmpty() ? null : completed.findings()));
        completed.missing().forEach(missing -> notCopied(completed, missing));
    }

    private void notCopied(Completed completed, DestinationWithoutCopy missing) {
        ValidatedBackupRequest request = completed.request();
        outbox.add(
                id("not-copied-" + completed.attempt() + "-" + missing.destination(), request.backup()),
                new CopyFailed(
                        request.backup(),
                        request.database(),
                        missing.destination(),
                        missing.failure(),
                        missing.message(),
                        clock.instant()));
    }

    private static BackupFailed failed(WaitingRetry retry) {
        ValidatedBackupRequest request = retry.request();
        return new BackupFailed(
                request.backup(),
                request.database(),
                request.kind(),
                request.request(),
                retry.attempt(),
                retry.failure(),
                retry.message(),
                retry.retryAt(),
                retry.sqlState());
    }

    private static BackupFailed failed(Failed failed) {
        ValidatedBackupRequest request = failed.request();
        return new BackupFailed(
                request.backup(),
                request.database(),
                request.kind(),
                request.request(),
                failed.attempt(),
                failed.failure(),
                failed.message(),
                null,
                failed.sqlState());
    }

    private void publish(String fact, DumpEvent event) {
        outbox.add(id(fact, event.backup()), event);
    }

    static String id(String fact, BackupId backup) {
        return NameBasedUuid.of(fact, backup.toString()).toString();
    }
}
