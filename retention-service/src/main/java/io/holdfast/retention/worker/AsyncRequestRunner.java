package io.holdfast.retention.worker;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.OperatorEvent.CatalogueRebuilt;
import io.holdfast.events.OperatorEvent.RequestRejected;
import io.holdfast.events.OperatorRequest.ImportRequested;
import io.holdfast.events.OperatorRequest.RebuildRequested;
import io.holdfast.events.log.CatalogueSqlErrorClassifier;
import io.holdfast.events.log.EventLogCatchUpGate;
import io.holdfast.retention.expiring.AnswerOperatorRequests;
import io.holdfast.retention.expiring.RetentionPolicies;
import io.holdfast.retention.expiring.TransactionRunner;
import io.holdfast.retention.postgres.OperatorRequestQueue;
import io.holdfast.retention.postgres.OperatorRequestQueue.Assignment;
import io.holdfast.retention.rebuilding.HistoricalEventPublisher;
import io.holdfast.retention.rebuilding.ImportDump;
import io.holdfast.retention.rebuilding.RebuildBackupRecords;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Carries out operators' requests that take long, one after the other, and publishes the answers. */
@ApplicationScoped
class AsyncRequestRunner {

    private static final Logger LOG = Logger.getLogger("io.holdfast.retention");

    private final EventLogCatchUpGate catchUpGate;
    private final OperatorRequestQueue operatorRequestQueue;
    private final RetentionPolicies policies;
    private final RebuildBackupRecords rebuilding;
    private final ImportDump importing;
    private final HistoricalEventPublisher publisher;
    private final TransactionRunner transactions;
    private final Clock clock;

    AsyncRequestRunner(
            EventLogCatchUpGate catchUpGate,
            OperatorRequestQueue operatorRequestQueue,
            RetentionPolicies policies,
            RebuildBackupRecords rebuilding,
            ImportDump importing,
            HistoricalEventPublisher publisher,
            TransactionRunner transactions,
            Clock clock) {
        this.catchUpGate = catchUpGate;
        this.operatorRequestQueue = operatorRequestQueue;
        this.policies = policies;
        this.rebuilding = rebuilding;
        this.importing = importing;
        this.publisher = publisher;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Waits until the event log is read to its end. Until then, every backup would look new. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void carryOut() {
        if (!catchUpGate.isComplete()) {
            return;
        }
        try {
            transactions.inOne(operatorRequestQueue::all).forEach(this::carryOut);
        } catch (RuntimeException e) {
            if (CatalogueSqlErrorClassifier.isCauseOf(e)) {
                LOG.debugf("Requests wait for the catalog database: %s", e.getMessage());
            } else {
                LOG.error("A request failed and will be retried", e);
            }
        }
    }

    private void carryOut(Assignment assignment) {
        if (policies.of(assignment.database()).isEmpty()) {
            reject(assignment, "database '" + assignment.database() + "' is not configured");
        } else if (assignment.request() instanceof RebuildRequested) {
            rebuild(assignment);
        } else if (assignment.request() instanceof ImportRequested request) {
            take(assignment, request);
        }
    }

    private void rebuild(Assignment assignment) {
        CatalogueRebuilt answer = rebuilding.run(assignment.database(), assignment.ref());
        LOG.infof(
                "%s: backup records rebuilt: %d backups found, %d of them added, %d held, %d findings",
                answer.database(),
                answer.backups(),
                answer.added(),
                answer.held(),
                answer.findings().size());
        answer.findings().forEach(finding -> LOG.warnf("%s: %s", answer.database(), finding.text()));
        answer(assignment, AnswerOperatorRequests.answerTo(assignment.ref()), answer);
    }

    private void take(Assignment assignment, ImportRequested request) {
        switch (importing.run(assignment.database(), request)) {
            case ImportDump.Result.Imported imported -> {
                LOG.infof(
                        "%s: imported %s",
                        assignment.database(),
                        imported.event().copies().getFirst().ref());
                answer(assignment, imported.id(), imported.event());
            }
            case ImportDump.Result.Refused refused -> reject(assignment, refused.why());
            case ImportDump.Result.Waiting waiting ->
                LOG.debugf("%s: an import waits: %s", assignment.database(), waiting.why());
        }
    }

    private void reject(Assignment assignment, String why) {
        answer(
                assignment,
                AnswerOperatorRequests.answerTo(assignment.ref()),
                new RequestRejected(assignment.database(), assignment.ref(), assignment.type(), why));
    }

    private void answer(Assignment assignment, UUID id, BackupEvent event) {
        transactions.inOne(() -> {
            publisher.publish(id, clock.instant(), event);
            operatorRequestQueue.remove(assignment);
            return true;
        });
    }
}
