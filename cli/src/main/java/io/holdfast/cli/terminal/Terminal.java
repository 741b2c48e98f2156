package io.holdfast.cli.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a command prints.
 *
 * @param out results; in JSON mode nothing but JSON
 * @param err complaints, and whatever accompanies the result, such as progress
 * @param live whether a person watches {@code err}: lines may be redrawn in place
 * @param colours whether {@code out} may be coloured (a terminal, and no {@code NO_COLOR})
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

    /** The JDK tells of the console only as a whole; which stream is redirected, Linux tells per descriptor. */
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
