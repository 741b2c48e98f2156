package io.holdfast.cli.commands.request;

import io.holdfast.cli.await.EventLogConnection;
import io.holdfast.cli.await.OperatorRequestResult;
import io.holdfast.cli.await.RestoreOutcomeWatcher;
import io.holdfast.cli.await.RestoreWaitResult;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.terminal.ProgressDisplay;
import io.holdfast.events.Envelope;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.ApproveRestoreRequested;
import io.holdfast.events.OperatorRequest.RestoreRequested;
import io.holdfast.events.RestoreEvent.RestorePlanned;
import io.holdfast.events.Topic;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Requests a restore plan and the execution of a plan. */
final class RequestRestore {

    /** The service reads manifests and queries the target server. It reads no artifact. */
    private static final Duration PLANNING = Duration.ofMinutes(2);

    private static final Set<Topic> TOPICS = EnumSet.of(Topic.BACKUP_EVENTS, Topic.BACKUP_PROGRESS);

    private final CommandContext context;
    private final SendOperatorRequest operator;
    private final EventLogConnection log;
    private final Duration timeout;

    RequestRestore(
            CommandContext context,
            EventLogConnectionFactory eventLogFactory,
            EventLogConnection log,
            Duration timeout) {
        this.context = context;
        this.operator = new SendOperatorRequest(context, eventLogFactory);
        this.log = log;
        this.timeout = timeout;
    }

    /** @throws CommandException if the request is rejected, or no service responds */
    RestorePlanned plan(RestoreRequested message) {
        Envelope<OperatorRequest> request = operator.enveloped(message);
        log.readFromNow(TOPICS);
        Duration planningTimeout = timeout.compareTo(PLANNING) < 0 ? timeout : PLANNING;
        return switch (operator.answer(log, request, request.time().plus(planningTimeout))) {
            case OperatorRequestResult.Done(RestorePlanned planned) -> planned;
            case OperatorRequestResult.Done other ->
                throw new CommandException(
                        ExitCode.UNEXPECTED,
                        "the response of restore-service is not a plan",
                        "check that this command has the same version as restore-service");
            case OperatorRequestResult.Refused refused ->
                throw new CommandException(
                        ExitCode.REJECTED,
                        "the request was rejected: " + refused.message(),
                        "run 'holdfast list' to see the backups");
            case OperatorRequestResult.Silence ignored ->
                throw new CommandException(
                        ExitCode.TIMEOUT,
                        "no service has planned the restore within " + planningTimeout.toSeconds()
                                + " seconds; nothing was changed",
                        "run 'holdfast doctor' to check that restore-service is running");
        };
    }

    int carryOut(RestorePlanned plan, Confirmation.Answer.Yes consent) {
        return new RestoreResultPrinter(context).ended(plan, follow(plan, consent));
    }

    /** Starts to read before it publishes, so that no event is missed. */
    RestoreWaitResult follow(RestorePlanned plan, Confirmation.Answer.Yes consent) {
        Envelope<OperatorRequest> approval = operator.enveloped(new ApproveRestoreRequested(
                plan.database().value(),
                plan.plan(),
                consent.confirmation(),
                RequesterNameResolver.current(),
                consent.asSuperuser()));
        log.readFromNow(TOPICS);
        String coordinates = log.publish(approval);
        ProgressDisplay progress = new ProgressDisplay(context.screen());
        progress.print("approved plan " + plan.plan());
        try (InterruptNotice ignored = interruptNotice(progress, plan)) {
            return new FollowRestoreOrDrill(new EventLogPoller(log, context.clock()), progress)
                    .until(
                            approval.time().plus(timeout),
                            new RestoreOutcomeWatcher(plan.plan(), approval.requestRef()),
                            coordinates);
        }
    }

    private static InterruptNotice interruptNotice(ProgressDisplay progress, RestorePlanned plan) {
        return new InterruptNotice(
                progress,
                "No longer waiting. The restore continues.",
                "  to follow it: holdfast events --follow --database " + plan.database());
    }
}
