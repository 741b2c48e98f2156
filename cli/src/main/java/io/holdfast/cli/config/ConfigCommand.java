package io.holdfast.cli.config;

import io.holdfast.cli.context.CommandContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about files of settings. */
@Command(
        name = "config",
        synopsisSubcommandLabel = "(check | init)",
        description = "Check a file of settings before anything starts, or write one to begin with.")
public final class ConfigCommand implements Runnable {

    @Spec
    CommandSpec spec;

    @SuppressWarnings("NullAway.Init")
    private ConfigCommand() {}

    /** With both of its subcommands. */
    public static CommandLine with(CommandContext session) {
        return new CommandLine(new ConfigCommand())
                .addSubcommand(new CheckConfigCommand(session))
                .addSubcommand(new InitConfigCommand(session));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name what should be done: check or init.");
    }
}
