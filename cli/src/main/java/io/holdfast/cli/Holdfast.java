package io.holdfast.cli;

import io.holdfast.cli.asking.Logs;
import io.holdfast.cli.kafka.Connection;
import io.holdfast.cli.kafka.KafkaEventLog;
import io.holdfast.cli.session.Complaint;
import io.holdfast.cli.session.Coordinates;
import io.holdfast.cli.session.ExitCode;
import io.holdfast.cli.session.GlobalOptions;
import io.holdfast.cli.session.Session;
import io.holdfast.cli.terminal.Keyboard;
import io.holdfast.cli.terminal.Screen;
import io.holdfast.cli.waiting.EventLog;
import io.holdfast.events.signing.PublicKeys;
import io.holdfast.events.signing.UnreadableKey;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code holdfast} command; without a subcommand it shows its help. */
@Command(
        name = "holdfast",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Backs up PostgreSQL as event-driven services on Kafka, and proves that the backups can be restored.")
public final class Holdfast implements Runnable {

    @Mixin
    final GlobalOptions options;

    @Spec
    CommandSpec spec;

    @SuppressWarnings("NullAway.Init")
    private Holdfast(GlobalOptions options) {
        this.options = options;
    }

    public static void main(String[] arguments) {
        Screen screen = Screen.ofProcess(System.getenv());
        Session session = new Session(
                new GlobalOptions(),
                screen,
                Keyboard.ofProcess(screen),
                System.getenv(),
                Path.of("").toAbsolutePath(),
                Clock.systemUTC());
        int exitCode = commandLine(session, () -> brokersLog(session)).execute(arguments);
        session.screen().out().flush();
        session.screen().err().flush();
        System.exit(exitCode);
    }

    /** The command with all its subcommands, ready to execute. */
    static CommandLine commandLine(Session session, Logs logs) {
        CommandLine line = new CommandLine(new Holdfast(session.options()));
        Commands.addTo(line, session, logs);
        Helping.shape(line, Commands.GROUPS);
        line.setOut(session.screen().out());
        line.setErr(session.screen().err());
        Complaints complaints = new Complaints(session);
        line.setParameterExceptionHandler(complaints);
        line.setExecutionExceptionHandler(complaints);
        return line;
    }

    private static EventLog brokersLog(Session session) {
        Coordinates coordinates = new Coordinates(session);
        return new KafkaEventLog(
                new Connection(coordinates.kafka(), coordinates.kafkaProperties()),
                coordinates.publicKeys().map(Holdfast::keys));
    }

    private static PublicKeys keys(Path folder) {
        try {
            return PublicKeys.in(folder);
        } catch (UnreadableKey e) {
            throw new Complaint(ExitCode.USAGE, String.valueOf(e.getMessage()), "look at $HOLDFAST_PUBLIC_KEYS", e);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "What should be done? No command was given.");
    }
}
