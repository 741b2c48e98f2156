package io.holdfast.cli.stack;

import io.holdfast.cli.session.ExitCode;
import io.holdfast.cli.session.Session;
import io.holdfast.cli.terminal.Progress;
import io.holdfast.localstack.Lifetime;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Starts the local stack and leaves it running. */
@Command(
        name = "up",
        description =
                "Start the local stack: one broker, one catalogue, one bucket, one server for drills, six services.",
        footerHeading = "%nVariables:%n",
        footer = {
            "  DATABASE_HOST, _PORT, _USERNAME, _PASSWORD, _NAME: what to back up; without them a demo database",
            "  BACKUP_DIR, BACKUP_RETENTION_DAYS: where to, and for how long",
            "  HOLDFAST_HOME: where the stack keeps its state, otherwise .holdfast"
        })
public final class Up implements Callable<Integer> {

    private final Session session;

    public Up(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        StackHome home = StackHome.of(session);
        Progress progress = new Progress(session.screen());
        StackState state =
                Trouble.told(session, () -> new Raising(session, home, progress::say).raise(Lifetime.DETACHED));
        new StackReport(session).print(state);
        return state.running() ? ExitCode.OK.number() : ExitCode.UNREACHABLE.number();
    }
}
