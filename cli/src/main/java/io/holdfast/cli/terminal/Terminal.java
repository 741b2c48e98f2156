package io.holdfast.cli.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The output streams of a command.
 *
 * @param out results; only JSON with {@code --output json}
 * @param err errors, hints and progress
 * @param live whether {@code err} is a terminal, so that lines can be redrawn in place
 * @param colours whether {@code out} may have colors: it is a terminal, and {@code NO_COLOR} is not set
 */
public record Terminal(PrintWriter out, PrintWriter err, boolean live, boolean colours) {

    /** The process's own standard output and standard error. */
    public static Terminal ofProcess(Map<String, String> environment) {
        boolean dumb = "dumb".equals(environment.get("TERM"));
        boolean plain = dumb || !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                isTerminal(2) && !dumb,
                isTerminal(1) && !plain);
    }

    /** The JDK reports only whether the process has a console. Linux shows for each file descriptor whether it is redirected. */
    static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return System.console() != null && !Files.isDirectory(Path.of("/proc/self"));
        }
    }
}
