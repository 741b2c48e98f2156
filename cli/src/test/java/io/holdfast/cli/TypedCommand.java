package io.holdfast.cli;

import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.GlobalOptions;
import io.holdfast.cli.terminal.Terminal;
import io.holdfast.localstack.testing.SettableClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;

/** Runs commands as an operator types them, with an environment in memory. */
final class TypedCommand {

    final SettableClock clock = new SettableClock(Instant.parse("2026-05-18T02:00:00Z"));
    final FakeLog log = new FakeLog(clock);
    final Map<String, String> environment = new HashMap<>();
    final FakeKeyboard keyboard = new FakeKeyboard();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Runs a command, and returns its exit code. */
    int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return line().execute(arguments);
    }

    /** The names of all commands. */
    Set<String> commands() {
        return line().getSubcommands().keySet();
    }

    /** The command with all its subcommands. */
    CommandLine line() {
        Terminal screen = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false, false);
        CommandContext context = new CommandContext(
                new GlobalOptions(), screen, keyboard, environment, Path.of("no-stack-runs-here"), clock);
        return Holdfast.commandLine(context, () -> log);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
