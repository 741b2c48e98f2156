package io.holdfast.cli.stack;

import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.terminal.ResultPrinter;
import io.holdfast.localstack.LocalStack;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast logs}. */
@Command(
        name = "logs",
        description = "Print the log messages of a service, the broker, a PostgreSQL server or the S3 server.")
public final class LogsCommand implements Callable<Integer> {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final CommandContext context;

    @Parameters(
            paramLabel = "SERVICE",
            description = "a service, such as dump-service or dump; or 'kafka', 'catalogue', 'offsite', 'scratch'")
    String part = "";

    @Option(
            names = {"-f", "--follow"},
            description = "print new lines until Ctrl-C")
    boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "200",
            description = "number of lines to print from the end (default: ${DEFAULT-VALUE})")
    int lines;

    public LogsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path log = LocalStackFolders.of(context).stack().log(known(part));
        if (!Files.isReadable(log)) {
            throw new CommandException(
                    ExitCode.USAGE, part + " has no log messages yet", "start the stack: holdfast up");
        }
        ResultPrinter results = new ResultPrinter(context.screen());
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(log), StandardCharsets.UTF_8))) {
            last(reader).forEach(results::line);
            while (follow) {
                String line = reader.readLine();
                if (line == null) {
                    Thread.sleep(PAUSE);
                } else {
                    results.line(line);
                }
            }
        }
        return ExitCode.OK.number();
    }

    private Deque<String> last(BufferedReader reader) throws IOException {
        Deque<String> last = new ArrayDeque<>();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            last.addLast(line);
            if (last.size() > lines) {
                last.removeFirst();
            }
        }
        return last;
    }

    private static String known(String part) {
        List<String> parts = new ArrayList<>(LocalStack.SERVICES);
        parts.addAll(List.of("kafka", "catalogue", "offsite", "scratch"));
        return parts.stream()
                .filter(name -> name.equals(part) || name.equals(part + "-service"))
                .findFirst()
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE,
                        "no component of the stack has the name '" + part + "'",
                        "give one of these names: " + String.join(", ", parts)));
    }
}
