package io.holdfast.cli.asking;

import io.holdfast.cli.session.Session;
import io.holdfast.cli.terminal.Progress;
import io.holdfast.cli.waiting.DrillOutcome;
import io.holdfast.cli.waiting.DrillWatch;
import io.holdfast.cli.waiting.EventLog;
import io.holdfast.events.Envelope;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.DrillRequested;
import io.holdfast.events.Topic;
import java.time.Duration;
import java.util.EnumSet;

/** Has a drill held, and follows it to its end. */
final class RunDrill {

    private final Session session;
    private final AskOperator operator;
    private final EventLog log;
    private final Duration timeout;

    RunDrill(Session session, Logs logs, EventLog log, Duration timeout) {
        this.session = session;
        this.operator = new AskOperator(session, logs);
        this.log = log;
        this.timeout = timeout;
    }

    /** Begins to read before it publishes, so that no word of it can be missed. */
    DrillOutcome follow(DrillRequested wish) {
        Envelope<OperatorRequest> request = operator.enveloped(wish);
        log.readFromNow(EnumSet.of(Topic.BACKUP_EVENTS, Topic.BACKUP_PROGRESS));
        String coordinates = log.publish(request);
        Progress progress = new Progress(session.screen());
        progress.say("requested a drill of " + wish.database());
        try (GoesOn ignored = new GoesOn(
                progress,
                "Stopped waiting; the drill goes on.",
                "  to see it: holdfast events --follow --database " + wish.database())) {
            return new FollowWork(new Listening(log, session.clock()), progress)
                    .until(request.time().plus(timeout), new DrillWatch(request.requestRef()), coordinates);
        }
    }
}
