package io.holdfast.cli;

import io.holdfast.cli.await.EventLogConnection;
import io.holdfast.cli.commands.request.EventLogConnectionFactory;
import io.holdfast.cli.context.BrokerAndServiceUrlResolver;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.context.GlobalOptions;
import io.holdfast.cli.kafka.BrokerConnectionSettings;
import io.holdfast.cli.kafka.KafkaEventLogConnection;
import io.holdfast.cli.terminal.Keyboard;
import io.holdfast.cli.terminal.Terminal;
import io.holdfast.events.signing.ServicePublicKeys;
import io.holdfast.events.signing.UnusableSigningKeyException;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code holdfast} command. It requires a subcommand. */
@Command(
        name = "holdfast",
        versionProvider = VersionProvider.class,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Back up PostgreSQL with event-driven services on Kafka, and prove that the backups can be restored.")
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
        Terminal screen = Terminal.ofProcess(System.getenv());
        CommandContext context = new CommandContext(
                new GlobalOptions(),
                screen,
                Keyboard.ofProcess(screen),
                System.getenv(),
                Path.of("").toAbsolutePath(),
                Clock.systemUTC());
        int exitCode = commandLine(context, () -> brokersLog(context)).execute(arguments);
        context.screen().out().flush();
        context.screen().err().flush();
        System.exit(exitCode);
    }

    /** Returns the command with all its subcommands. */
    static CommandLine commandLine(CommandContext context, EventLogConnectionFactory eventLogFactory) {
        CommandLine line = new CommandLine(new Holdfast(context.options()));
        Commands.addTo(line, context, eventLogFactory);
        HelpRenderer.configure(line, Commands.GROUPS);
        line.setOut(context.screen().out());
        line.setErr(context.screen().err());
        ErrorReporter errorReporter = new ErrorReporter(context);
        line.setParameterExceptionHandler(errorReporter);
        line.setExecutionExceptionHandler(errorReporter);
        return line;
    }

    private static EventLogConnection brokersLog(CommandContext context) {
        BrokerAndServiceUrlResolver endpointResolver = new BrokerAndServiceUrlResolver(context);
        return new KafkaEventLogConnection(
                new BrokerConnectionSettings(endpointResolver.kafka(), endpointResolver.kafkaProperties()),
                endpointResolver.publicKeys().map(Holdfast::keys));
    }

    private static ServicePublicKeys keys(Path folder) {
        try {
            return ServicePublicKeys.in(folder);
        } catch (UnusableSigningKeyException e) {
            throw new CommandException(
                    ExitCode.USAGE,
                    String.valueOf(e.getMessage()),
                    "set $HOLDFAST_PUBLIC_KEYS to a folder with the services' public keys",
                    e);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "No command was given.");
    }
}
