package io.holdfast.cli.stack;

import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.terminal.ProgressDisplay;
import io.holdfast.localstack.ProcessLifetime;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code holdfast up}: starts the local stack, and keeps it running. */
@Command(
        name = "up",
        description = "Start the local stack: a broker, a catalog, a bucket, a server for drills, and six services.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all components are ready",
            "1:a component did not start; the command prints its log messages",
            "2:the file has errors; nothing was started or stopped",
            "10:a component is not ready"
        },
        footerHeading = "%nEnvironment variables:%n",
        footer = {
            "  DATABASE_HOST, _PORT, _USERNAME, _PASSWORD, _NAME: database to back up if no file",
            "    configures databases (default: a demo database)",
            "  BACKUP_DIR, BACKUP_RETENTION_DAYS: folder of the backups, and days to keep them",
            "  HOLDFAST_*: settings of the services, which override the file",
            "  HOLDFAST_HOME: folder of the stack's state (default: .holdfast)"
        })
public final class UpCommand implements Callable<Integer> {

    private final CommandContext context;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "properties file with the databases, schedules, destinations and other settings of the services"
                            + " (default: the file from the last start); only services with changed settings are"
                            + " restarted")
    @Nullable
    Path config;

    public UpCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        LocalStackFolders home = LocalStackFolders.of(context);
        ProgressDisplay progress = new ProgressDisplay(context.screen());
        StartStack startStack = new StartStack(context, home, progress::print);
        StackStateJson state = LocalStackErrorTranslator.translateErrors(
                context,
                () -> config == null
                        ? startStack.startStack(ProcessLifetime.DETACHED)
                        : startStack.startStack(
                                ProcessLifetime.DETACHED,
                                Optional.of(context.folder().resolve(config).normalize())));
        new StackStatePrinter(context).print(state);
        return state.running() ? ExitCode.OK.number() : ExitCode.UNREACHABLE.number();
    }
}
