package io.holdfast.cli.stack;

import io.holdfast.cli.session.ExitCode;
import io.holdfast.cli.session.Session;
import io.holdfast.cli.terminal.Progress;
import io.holdfast.localstack.Lifetime;
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
public final class Up implements Callable<Integer> {

    private final Session session;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "settings of the services: databases, schedules, destinations and all others, as properties;"
                            + " changed settings restart only the services that read them (default: the file that was used last)")
    @Nullable
    Path config;

    public Up(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        StackHome home = StackHome.of(session);
        Progress progress = new Progress(session.screen());
        Raising raising = new Raising(session, home, progress::say);
        StackState state = Trouble.told(
                session,
                () -> config == null
                        ? raising.raise(Lifetime.DETACHED)
                        : raising.raise(
                                Lifetime.DETACHED,
                                Optional.of(session.folder().resolve(config).normalize())));
        new StackReport(session).print(state);
        return state.running() ? ExitCode.OK.number() : ExitCode.UNREACHABLE.number();
    }
}
