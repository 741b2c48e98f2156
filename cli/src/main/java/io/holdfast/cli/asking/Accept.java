package io.holdfast.cli.asking;

import io.holdfast.cli.session.Session;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.AcceptRequested;
import picocli.CommandLine.Command;

/** Say that a suspicious backup is good, after looking at it. */
@Command(name = "accept", description = "Say that a suspicious backup is good, after looking at it.")
public final class Accept extends AskWithReason {

    public Accept(Session session, Logs logs) {
        super(session, logs, "accepted");
    }

    @Override
    OperatorRequest request(Target.Found about, String by, String reason) {
        return new AcceptRequested(about.database(), about.backup(), by, reason);
    }
}
