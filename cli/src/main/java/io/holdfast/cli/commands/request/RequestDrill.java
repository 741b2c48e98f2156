package io.holdfast.cli.commands.request;

import io.holdfast.cli.await.DrillOutcomeWatcher;
import io.holdfast.cli.await.DrillWaitResult;
import io.holdfast.cli.await.EventLogConnection;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.terminal.ProgressDisplay;
import io.holdfast.events.Envelope;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.DrillRequested;
import io.holdfast.events.Topic;
import java.time.Duration;
import java.util.EnumSet;

/** Requests a drill, and follows it until its end. */
final class RequestDrill {

    private final CommandContext context;
    private final SendOperatorRequest operator;
    private final EventLogConnection log;
    private final Duration timeout;

    RequestDrill(
            CommandContext context,
            EventLogConnectionFactory eventLogFactory,
            EventLogConnection log,
            Duration timeout) {
        this.context = context;
        this.operator = new SendOperatorRequest(context, eventLogFactory);
        this.log = log;
        this.timeout = timeout;
    }

    /** Starts to read before it publishes, so that no event is missed. */
    DrillWaitResult follow(DrillRequested drill) {
        Envelope<OperatorRequest> request = operator.enveloped(drill);
        log.readFromNow(EnumSet.of(Topic.BACKUP_EVENTS, Topic.BACKUP_PROGRESS));
        String coordinates = log.publish(request);
        ProgressDisplay progress = new ProgressDisplay(context.screen());
        progress.print("requested a drill of " + drill.database());
        try (InterruptNotice ignored = new InterruptNotice(
                progress,
                "No longer waiting. The drill continues.",
                "  to follow it: holdfast events --follow --database " + drill.database())) {
            return new FollowRestoreOrDrill(new EventLogPoller(log, context.clock()), progress)
                    .until(request.time().plus(timeout), new DrillOutcomeWatcher(request.requestRef()), coordinates);
        }
    }
}
