package io.holdfast.retention.expiring;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.OperatorEvent.PlanApproved;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.ApproveRequested;
import io.holdfast.events.OperatorRequest.HoldRequested;
import io.holdfast.events.OperatorRequest.ReleaseRequested;
import io.holdfast.events.RequestRef;
import io.holdfast.events.RetentionEvent.BackupHeld;
import io.holdfast.events.RetentionEvent.BackupReleased;
import io.holdfast.retention.expiring.DeletionIntent.Stage;
import java.util.Optional;
import java.util.UUID;

/** Answers operators' requests to hold, release and approve, with the requested event or with a rejection. */
public final class AnswerOperatorRequests {

    private final BackupRepository repository;
    private final PlanApprovalRepository approvals;
    private final EventPublisher log;
    private final RetentionPolicies policies;
    private final TrustedClock trustedClock;
    private final RetentionPlanner planner = new RetentionPlanner();

    public AnswerOperatorRequests(
            BackupRepository repository,
            PlanApprovalRepository approvals,
            EventPublisher log,
            RetentionPolicies policies,
            TrustedClock trustedClock) {
        this.repository = repository;
        this.approvals = approvals;
        this.log = log;
        this.policies = policies;
        this.trustedClock = trustedClock;
    }

    /**
     * Returns the id of the event that answers a request. The id follows from the request, so a repeated request gets
     * the same answer.
     */
    public static UUID answerTo(RequestRef request) {
        return NameBasedUuid.of("answer", request.source().toString(), request.id());
    }

    /**
     * Answers a request, in the transaction that stores the request. Publishes no rejection: the caller does.
     *
     * @param database the request's database, already validated
     * @return the reason of the rejection, or empty if the request is accepted
     */
    public Optional<String> answer(OperatorRequest request, DatabaseId database, RequestRef ref) {
        return switch (request) {
            case HoldRequested hold -> hold(hold, database, ref);
            case ReleaseRequested release -> release(release, database, ref);
            case ApproveRequested approve -> approve(approve, database, ref);
            case OperatorRequest.AcceptRequested others -> Optional.empty();
            case OperatorRequest.VerifyRequested others -> Optional.empty();
            case OperatorRequest.CancelRequested others -> Optional.empty();
            case OperatorRequest.DrillRequested others -> Optional.empty();
            case OperatorRequest.RestoreRequested others -> Optional.empty();
            case OperatorRequest.ApproveRestoreRequested others -> Optional.empty();
            case OperatorRequest.RevertRequested others -> Optional.empty();
            case OperatorRequest.DropKeptRequested others -> Optional.empty();
            case OperatorRequest.SignEvidenceRequested others -> Optional.empty();
            case OperatorRequest.RebuildRequested others -> Optional.empty();
            case OperatorRequest.ImportRequested others -> Optional.empty();
        };
    }

    private Optional<String> hold(HoldRequested request, DatabaseId database, RequestRef ref) {
        Optional<BackupRecord> record = recordOf(request.backup(), database);
        if (record.isEmpty()) {
            return Optional.of(unknown(request.backup(), database));
        }
        BackupRecord backup = record.get();
        if (!backup.isStored() && !backup.state().isInProgress()) {
            return Optional.of(
                    "backup " + backup.id() + " is " + backup.state().word() + ": it has no stored copy to hold");
        }
        if (backup.intents().stream().anyMatch(intent -> intent.stage() == Stage.DELETING)) {
            return Optional.of("the deletion of backup " + backup.id()
                    + " has begun and cannot be stopped; hold another backup (see 'holdfast list')");
        }
        // No bytes are deleted yet, so an announced deletion is withdrawn, whatever the position of the hold in the
        // event log.
        repository.save(backup.withIntents(backup.intents().stream()
                .map(intent -> intent.contested("held by " + request.by()))
                .toList()));
        log.publish(answerTo(ref), new BackupHeld(backup.id(), database, request.by(), request.reason()));
        return Optional.empty();
    }

    private Optional<String> release(ReleaseRequested request, DatabaseId database, RequestRef ref) {
        Optional<BackupRecord> record = recordOf(request.backup(), database);
        if (record.isEmpty()) {
            return Optional.of(unknown(request.backup(), database));
        }
        if (record.get().hold() == null) {
            return Optional.of("backup " + request.backup() + " is not held");
        }
        log.publish(answerTo(ref), new BackupReleased(request.backup(), database, request.by(), request.reason()));
        return Optional.empty();
    }

    private Optional<String> approve(ApproveRequested request, DatabaseId database, RequestRef ref) {
        if (!approvals.isKnown(database, request.plan()) && !isToday(request.plan(), database)) {
            return Optional.of("no plan " + request.plan() + " of " + database
                    + " waits for an approval; see the current plan with 'holdfast plan'");
        }
        approvals.approve(database, request.plan());
        log.publish(answerTo(ref), new PlanApproved(database, request.plan(), request.by(), request.reason()));
        return Optional.empty();
    }

    /** Whether the plan equals the plan as of now. If so, stores what it would delete. */
    private boolean isToday(UUID plan, DatabaseId database) {
        return policies.of(database)
                .map(policy -> planner.plan(repository.storedOf(database), policy, trustedClock.now()))
                .filter(today -> today.id().equals(plan) && !today.expiring().isEmpty())
                .map(today -> approvals.withhold(today) || approvals.isKnown(database, plan))
                .orElse(false);
    }

    private Optional<BackupRecord> recordOf(BackupId backup, DatabaseId database) {
        return repository.find(backup).filter(record -> record.database().equals(database));
    }

    private static String unknown(BackupId backup, DatabaseId database) {
        return "no backup " + backup + " of " + database + " exists; see 'holdfast list'";
    }
}
