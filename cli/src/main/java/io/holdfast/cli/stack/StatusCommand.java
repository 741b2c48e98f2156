package io.holdfast.cli.stack;

import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Tells what runs of the local stack. */
@Command(
        name = "status",
        description = "What of the local stack runs, and where.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all of it is ready", "10:it is not"})
public final class StatusCommand implements Callable<Integer> {

    private final CommandContext session;

    public StatusCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        StackState state = StackErrorTranslator.translateErrors(session, () -> StackState.now(StackHome.of(session)));
        new StackReport(session).print(state);
        return state.running() ? ExitCode.OK.number() : ExitCode.UNREACHABLE.number();
    }
}
