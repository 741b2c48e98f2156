package io.holdfast.scheduler.kafka;

import io.holdfast.events.BackupCopyEvent;
import io.holdfast.events.BackupKind;
import io.holdfast.events.BackupProgressed;
import io.holdfast.events.BackupRequest;
import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DrillEvent;
import io.holdfast.events.DumpEvent;
import io.holdfast.events.DumpEvent.BackupAccepted;
import io.holdfast.events.DumpEvent.BackupCancelled;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupFailed;
import io.holdfast.events.DumpEvent.BackupImported;
import io.holdfast.events.DumpEvent.BackupMissed;
import io.holdfast.events.DumpEvent.BackupRejected;
import io.holdfast.events.DumpEvent.BackupStarted;
import io.holdfast.events.Message;
import io.holdfast.events.OperatorEvent;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.RequestRef;
import io.holdfast.events.RestoreEvent;
import io.holdfast.events.RestoreProgressed;
import io.holdfast.events.RetentionEvent;
import io.holdfast.events.VerificationEvent;
import io.holdfast.scheduler.scheduling.BackupHistoryRepository;
import io.holdfast.scheduler.scheduling.CompletedBackup;
import io.holdfast.scheduler.scheduling.ScheduleId;
import io.holdfast.scheduler.scheduling.ScheduledSlotId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores the facts that the scheduler needs from each event. */
@ApplicationScoped
class BackupHistoryProjection {

    private final BackupHistoryRepository facts;

    BackupHistoryProjection(BackupHistoryRepository facts) {
        this.facts = facts;
    }

    void write(Instant time, Message message) {
        switch (message) {
            case DumpEvent event -> write(time, event);
            case VerificationEvent event -> {}
            case RetentionEvent event -> {}
            case BackupCopyEvent event -> {}
            case DrillEvent event -> {}
            case RestoreEvent event -> {}
            case OperatorEvent event -> {}
            case BackupRequest request -> {}
            case OperatorRequest request -> {}
            case BackupProgressed progressed -> {}
            case RestoreProgressed progressed -> {}
        }
    }

    private void write(Instant time, DumpEvent event) {
        switch (event) {
            case BackupAccepted accepted ->
                accepted(accepted.request(), accepted.database(), accepted.kind(), accepted.slot());
            case BackupCompleted completed -> {
                facts.completed(
                        new ScheduleId(completed.database(), completed.kind()),
                        new CompletedBackup(completed.backup(), completed.startedAt(), time));
                accepted(completed.request(), completed.database(), completed.kind(), completed.slot());
            }
            case BackupFailed failed
            when failed.isFinal() ->
                ended(
                        failed.request(),
                        failed.database(),
                        time,
                        "failed permanently (" + failed.failure().name().toLowerCase(Locale.ROOT) + "): "
                                + failed.message());
            case BackupFailed retried -> {}
            case BackupRejected rejected ->
                ended(rejected.request(), rejected.database(), time, "was rejected: " + rejected.message());
            case BackupCancelled cancelled ->
                ended(
                        cancelled.request(),
                        cancelled.database(),
                        time,
                        "was cancelled by " + cancelled.by() + ": " + cancelled.reason());
            case BackupMissed missed -> facts.missed(slot(missed.database(), missed.kind(), missed.slot()));
            case BackupStarted started -> {}
            case BackupImported imported -> {}
        }
    }

    /** Ignores a request that the scheduler did not make for this slot. Source and id of the request must both match. */
    private void accepted(RequestRef request, DatabaseId database, BackupKind kind, @Nullable Instant at) {
        if (at == null || !request.source().equals(ScheduledSlotId.SOURCE)) {
            return;
        }
        ScheduledSlotId slot = slot(database, kind, at);
        if (slot.requestId().equals(request.id())) {
            facts.accepted(slot);
        }
    }

    private void ended(RequestRef request, DatabaseId database, Instant time, String how) {
        if (!request.source().equals(ScheduledSlotId.SOURCE)) {
            return;
        }
        try {
            facts.ended(database, UUID.fromString(request.id()), time, ControlCharacterSanitizer.shortened(how));
        } catch (IllegalArgumentException e) {
            return;
        }
    }

    private static ScheduledSlotId slot(DatabaseId database, BackupKind kind, Instant at) {
        return new ScheduledSlotId(new ScheduleId(database, kind), at);
    }
}
