package io.holdfast.cli.stack;

import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.terminal.ResultPrinter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code holdfast down}: stops all processes of the local stack, including those that a crash has left. */
@Command(name = "down", description = "Stop the local stack. Artifacts, event log and catalog are kept.")
public final class DownCommand implements Callable<Integer> {

    private final CommandContext context;

    @Option(
            names = "--forget",
            description =
                    "also delete the event log and the catalog, and forget the 'up --config' file; artifacts are kept")
    boolean forget;

    public DownCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        LocalStackFolders home = LocalStackFolders.of(context);
        boolean ran = LocalStackErrorTranslator.translateErrors(context, () -> stop(home));
        ResultPrinter results = new ResultPrinter(context.screen());
        if (context.options().json()) {
            results.json(Map.of("stopped", ran, "home", home.path().toString()));
        } else {
            results.line(
                    ran ? "stopped; the state is kept in " + home.path() : "no stack was running in " + home.path());
        }
        return ExitCode.OK.number();
    }

    private boolean stop(LocalStackFolders home) {
        boolean ran = home.stack().isRunning();
        home.stack().stop();
        StackStateJson.forget(home);
        if (forget) {
            home.stack().deleteData();
            BackupFolderChangeDetector.forget(home);
            LastUsedConfigFile.forget(home);
        }
        return ran;
    }
}
