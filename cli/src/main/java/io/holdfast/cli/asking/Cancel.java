package io.holdfast.cli.asking;

import io.holdfast.cli.session.Session;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.CancelRequested;
import picocli.CommandLine.Command;

/** Stop a queued or running backup. */
@Command(name = "cancel", description = "Stop a queued or running backup.")
public final class Cancel extends AskWithReason {

    public Cancel(Session session, Logs logs) {
        super(session, logs, "cancelled");
    }

    @Override
    OperatorRequest request(Target.Found about, String by, String reason) {
        return new CancelRequested(about.database(), about.backup(), by, reason);
    }
}
