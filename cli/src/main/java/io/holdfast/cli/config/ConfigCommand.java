package io.holdfast.cli.config;

import io.holdfast.cli.context.CommandContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code holdfast config}. */
@Command(
        name = "config",
        synopsisSubcommandLabel = "(check | init)",
        description = "Check a settings file before you start the services, or write a new one.")
public final class ConfigCommand implements Runnable {

    @Spec
    CommandSpec spec;

    @SuppressWarnings("NullAway.Init")
    private ConfigCommand() {}

    /** Creates the command with its subcommands. */
    public static CommandLine with(CommandContext context) {
        return new CommandLine(new ConfigCommand())
                .addSubcommand(new CheckConfigCommand(context))
                .addSubcommand(new InitConfigCommand(context));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "No subcommand was given: write check or init.");
    }
}
