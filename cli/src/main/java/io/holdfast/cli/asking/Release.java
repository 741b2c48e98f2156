package io.holdfast.cli.asking;

import io.holdfast.cli.session.Session;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.ReleaseRequested;
import picocli.CommandLine.Command;

/** Let retention decide again about a backup that was held. */
@Command(name = "release", description = "Let retention decide again about a backup that was held.")
public final class Release extends AskWithReason {

    public Release(Session session, Logs logs) {
        super(session, logs, "released");
    }

    @Override
    OperatorRequest request(Target.Found about, String by, String reason) {
        return new ReleaseRequested(about.database(), about.backup(), by, reason);
    }
}
