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

/** The command as an operator types it, with everything around it in memory. */
final class TypedCommand {

    final SettableClock clock = new SettableClock(Instant.parse("2026-05-18T02:00:00Z"));
    final FakeLog log = new FakeLog(clock);
    final Map<String, String> environment = new HashMap<>();
    final FakeKeyboard keyboard = new FakeKeyboard();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** The exit code. */
    int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return line().execute(arguments);
    }

    /** The names of all commands. */
    Set<String> commands() {
        return line().getSubcommands().keySet();
    }

    private CommandLine line() {
        Terminal screen = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false, false);
        CommandContext session = new CommandContext(
                new GlobalOptions(), screen, keyboard, environment, Path.of("no-stack-runs-here"), clock);
        return Holdfast.commandLine(session, () -> log);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
