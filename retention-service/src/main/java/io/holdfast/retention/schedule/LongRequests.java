package io.holdfast.retention.schedule;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.OperatorRequest.ImportRequested;
import io.holdfast.events.OperatorRequest.RebuildRequested;
import io.holdfast.events.OversightEvent.CatalogueRebuilt;
import io.holdfast.events.OversightEvent.RequestRejected;
import io.holdfast.events.log.CatalogueAway;
import io.holdfast.events.log.Replay;
import io.holdfast.retention.expiring.AnswerRequests;
import io.holdfast.retention.expiring.Policies;
import io.holdfast.retention.expiring.Transactions;
import io.holdfast.retention.postgres.Assignments;
import io.holdfast.retention.postgres.Assignments.Assignment;
import io.holdfast.retention.rebuilding.Chronicle;
import io.holdfast.retention.rebuilding.ImportDump;
import io.holdfast.retention.rebuilding.RebuildBooks;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Carries out what operators asked for and what takes long, one after the other, and answers. */
@ApplicationScoped
class LongRequests {

    private static final Logger LOG = Logger.getLogger("io.holdfast.retention");

    private final Replay replay;
    private final Assignments assignments;
    private final Policies policies;
    private final RebuildBooks rebuilding;
    private final ImportDump importing;
    private final Chronicle chronicle;
    private final Transactions transactions;
    private final Clock clock;

    LongRequests(
            Replay replay,
            Assignments assignments,
            Policies policies,
            RebuildBooks rebuilding,
            ImportDump importing,
            Chronicle chronicle,
            Transactions transactions,
            Clock clock) {
        this.replay = replay;
        this.assignments = assignments;
        this.policies = policies;
        this.rebuilding = rebuilding;
        this.importing = importing;
        this.chronicle = chronicle;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Not before the log is read to its end: until then everything would be news. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void carryOut() {
        if (!replay.isComplete()) {
            return;
        }
        try {
            transactions.inOne(assignments::all).forEach(this::carryOut);
        } catch (RuntimeException e) {
            if (CatalogueAway.isCauseOf(e)) {
                LOG.debugf("Requests wait for the catalogue: %s", e.getMessage());
            } else {
                LOG.error("A request could not be carried out; it is tried again", e);
            }
        }
    }

    private void carryOut(Assignment assignment) {
        if (policies.of(assignment.database()).isEmpty()) {
            reject(assignment, "the database '" + assignment.database() + "' is not configured");
        } else if (assignment.request() instanceof RebuildRequested) {
            rebuild(assignment);
        } else if (assignment.request() instanceof ImportRequested request) {
            take(assignment, request);
        }
    }

    private void rebuild(Assignment assignment) {
        CatalogueRebuilt answer = rebuilding.run(assignment.database(), assignment.ref());
        LOG.infof(
                "%s: the books are rebuilt: %d backups found, %d of them added, %d held, %d findings",
                answer.database(),
                answer.backups(),
                answer.added(),
                answer.held(),
                answer.findings().size());
        answer.findings().forEach(finding -> LOG.warnf("%s: %s", answer.database(), finding.text()));
        answer(assignment, AnswerRequests.answerTo(assignment.ref()), answer);
    }

    private void take(Assignment assignment, ImportRequested request) {
        switch (importing.run(assignment.database(), request)) {
            case ImportDump.Outcome.Imported imported -> {
                LOG.infof(
                        "%s: %s is in the books now",
                        assignment.database(),
                        imported.event().copies().getFirst().ref());
                answer(assignment, imported.id(), imported.event());
            }
            case ImportDump.Outcome.Refused refused -> reject(assignment, refused.why());
            case ImportDump.Outcome.Waiting waiting ->
                LOG.debugf("%s: an import waits: %s", assignment.database(), waiting.why());
        }
    }

    private void reject(Assignment assignment, String why) {
        answer(
                assignment,
                AnswerRequests.answerTo(assignment.ref()),
                new RequestRejected(assignment.database(), assignment.ref(), assignment.type(), why));
    }

    private void answer(Assignment assignment, UUID id, BackupEvent event) {
        transactions.inOne(() -> {
            chronicle.say(id, clock.instant(), event);
            assignments.remove(assignment);
            return true;
        });
    }
}
