package io.holdfast.cli.asking;

import io.holdfast.cli.session.Session;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.HoldRequested;
import picocli.CommandLine.Command;

/** Keep a backup until it is released, whatever the policy says. */
@Command(name = "hold", description = "Keep a backup until it is released, whatever the policy says.")
public final class Hold extends AskWithReason {

    public Hold(Session session, Logs logs) {
        super(session, logs, "held");
    }

    @Override
    OperatorRequest request(Target.Found about, String by, String reason) {
        return new HoldRequested(about.database(), about.backup(), by, reason);
    }
}
