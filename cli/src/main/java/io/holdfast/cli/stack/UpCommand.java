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

/** Starts the local stack and leaves it running. */
@Command(
        name = "up",
        description =
                "Start the local stack: one broker, one catalogue, one bucket, one server for drills, six services.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything is ready",
            "1:a part did not start; its log is shown",
            "2:the file cannot be used; nothing was started or stopped",
            "10:a part is not ready"
        },
        footerHeading = "%nVariables:%n",
        footer = {
            "  DATABASE_HOST, _PORT, _USERNAME, _PASSWORD, _NAME: what to back up if no file",
            "    names databases; without them a demo database",
            "  BACKUP_DIR, BACKUP_RETENTION_DAYS: where to, and for how long",
            "  HOLDFAST_*: settings of the services, in place of those of the file",
            "  HOLDFAST_HOME: where the stack keeps its state, otherwise .holdfast"
        })
public final class UpCommand implements Callable<Integer> {

    private final CommandContext session;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "settings of the services: databases, schedules, destinations and all others, as properties;"
                            + " changed settings restart only the services that read them (default: the file that was used last)")
    @Nullable
    Path config;

    public UpCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        StackHome home = StackHome.of(session);
        ProgressDisplay progress = new ProgressDisplay(session.screen());
        StartStack startStack = new StartStack(session, home, progress::print);
        StackState state = StackErrorTranslator.translateErrors(
                session,
                () -> config == null
                        ? startStack.startStack(ProcessLifetime.DETACHED)
                        : startStack.startStack(
                                ProcessLifetime.DETACHED,
                                Optional.of(session.folder().resolve(config).normalize())));
        new StackReport(session).print(state);
        return state.running() ? ExitCode.OK.number() : ExitCode.UNREACHABLE.number();
    }
}
