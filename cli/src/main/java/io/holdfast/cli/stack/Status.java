package io.holdfast.cli.stack;

import io.holdfast.cli.session.ExitCode;
import io.holdfast.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Tells what runs of the local stack. */
@Command(
        name = "status",
        description = "What of the local stack runs, and where.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all of it is ready", "10:it is not"})
public final class Status implements Callable<Integer> {

    private final Session session;

    public Status(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        StackState state = Trouble.told(session, () -> StackState.now(StackHome.of(session)));
        new StackReport(session).print(state);
        return state.running() ? ExitCode.OK.number() : ExitCode.UNREACHABLE.number();
    }
}
