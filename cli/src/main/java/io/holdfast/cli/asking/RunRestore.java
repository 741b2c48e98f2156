package io.holdfast.cli.asking;

import io.holdfast.cli.session.Complaint;
import io.holdfast.cli.session.ExitCode;
import io.holdfast.cli.session.Session;
import io.holdfast.cli.terminal.Progress;
import io.holdfast.cli.waiting.Answer;
import io.holdfast.cli.waiting.EventLog;
import io.holdfast.cli.waiting.RestoreOutcome;
import io.holdfast.cli.waiting.RestoreWatch;
import io.holdfast.events.Envelope;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.ApproveRestoreRequested;
import io.holdfast.events.OperatorRequest.RestoreRequested;
import io.holdfast.events.RestoreEvent.RestorePlanned;
import io.holdfast.events.Topic;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Has a restore planned, and has a plan carried out; both by publishing. */
final class RunRestore {

    /** Manifests are read and a server is asked; no artifact is. */
    private static final Duration PLANNING = Duration.ofMinutes(2);

    private static final Set<Topic> HEARD = EnumSet.of(Topic.BACKUP_EVENTS, Topic.BACKUP_PROGRESS);

    private final Session session;
    private final AskOperator operator;
    private final EventLog log;
    private final Duration timeout;

    RunRestore(Session session, Logs logs, EventLog log, Duration timeout) {
        this.session = session;
        this.operator = new AskOperator(session, logs);
        this.log = log;
        this.timeout = timeout;
    }

    /** @throws Complaint if it is refused, or nobody answers */
    RestorePlanned plan(RestoreRequested wish) {
        Envelope<OperatorRequest> request = operator.enveloped(wish);
        log.readFromNow(HEARD);
        Duration patience = timeout.compareTo(PLANNING) < 0 ? timeout : PLANNING;
        return switch (operator.answer(log, request, request.time().plus(patience))) {
            case Answer.Done(RestorePlanned planned) -> planned;
            case Answer.Done other ->
                throw new Complaint(
                        ExitCode.UNEXPECTED, "not answered with a plan", "is this command as new as restore-service?");
            case Answer.Refused refused ->
                throw new Complaint(
                        ExitCode.REJECTED,
                        "refused: " + refused.message(),
                        "'holdfast list' shows what can be restored");
            case Answer.Silence ignored ->
                throw new Complaint(
                        ExitCode.TIMEOUT,
                        "nobody has planned it yet; nothing was touched",
                        "is restore-service running? See 'holdfast doctor'");
        };
    }

    int carryOut(RestorePlanned plan, Consent.Said.Yes consent) {
        return new RestoreEnd(session).ended(plan, follow(plan, consent));
    }

    /** Begins to read before it publishes, so that no word of it can be missed. */
    RestoreOutcome follow(RestorePlanned plan, Consent.Said.Yes consent) {
        Envelope<OperatorRequest> approval = operator.enveloped(new ApproveRestoreRequested(
                plan.database().value(), plan.plan(), consent.confirmation(), Author.current(), consent.asSuperuser()));
        log.readFromNow(HEARD);
        String coordinates = log.publish(approval);
        Progress progress = new Progress(session.screen());
        progress.say("approved plan " + plan.plan());
        try (GoesOn ignored = goesOn(progress, plan)) {
            return new FollowWork(new Listening(log, session.clock()), progress)
                    .until(
                            approval.time().plus(timeout),
                            new RestoreWatch(plan.plan(), approval.requestRef()),
                            coordinates);
        }
    }

    private static GoesOn goesOn(Progress progress, RestorePlanned plan) {
        return new GoesOn(
                progress,
                "Stopped waiting; the restore goes on.",
                "  to see it: holdfast events --follow --database " + plan.database());
    }
}
