package io.holdfast.cli.stack;

import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code holdfast status}. */
@Command(
        name = "status",
        description = "Show the state and the addresses of all components of the local stack.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all components are ready", "10:a component is not ready"})
public final class StatusCommand implements Callable<Integer> {

    private final CommandContext context;

    public StatusCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        StackStateJson state = LocalStackErrorTranslator.translateErrors(
                context, () -> StackStateJson.now(LocalStackFolders.of(context)));
        new StackStatePrinter(context).print(state);
        return state.running() ? ExitCode.OK.number() : ExitCode.UNREACHABLE.number();
    }
}
