package io.holdfast.cli.terminal;

import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.text.HumanReadableAmountFormatter;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reports progress on standard error: on a terminal with a bar that is redrawn in place, otherwise with plain lines, at most one in
 * five seconds.
 */
public final class ProgressDisplay {

    private static final int BAR = 24;
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final String ERASE_LINE = "\r\u001b[K";

    private final Terminal screen;
    private @Nullable Measure first;
    private @Nullable Instant lastLine;
    private boolean barShown;

    public ProgressDisplay(Terminal screen) {
        this.screen = screen;
    }

    private record Measure(Instant at, long bytes) {}

    /** Prints an event on a line of its own. */
    public synchronized void print(String line) {
        PrintWriter err = screen.err();
        eraseBar();
        err.println(ControlCharacterSanitizer.line(line));
        err.flush();
    }

    /**
     * Updates the progress.
     *
     * @param at time of the measurement
     * @param percent 0 to 100; absent if it cannot be estimated
     */
    public synchronized void at(Instant at, String phase, long bytes, @Nullable Integer percent) {
        if (first == null || bytes < first.bytes()) {
            first = new Measure(at, bytes);
        }
        if (screen.live()) {
            screen.err().print(ERASE_LINE + bar(percent) + amounts(first, at, phase, bytes, percent));
            screen.err().flush();
            barShown = true;
            return;
        }
        if (lastLine == null || !at.isBefore(lastLine.plus(BETWEEN_LINES))) {
            lastLine = at;
            screen.err().println(amounts(first, at, phase, bytes, percent));
            screen.err().flush();
        }
    }

    /** Removes the bar. */
    public synchronized void end() {
        eraseBar();
        screen.err().flush();
    }

    private void eraseBar() {
        if (barShown) {
            screen.err().print(ERASE_LINE);
            barShown = false;
        }
    }

    private static String bar(@Nullable Integer percent) {
        if (percent == null) {
            return "";
        }
        int full = Math.clamp(percent, 0, 100) * BAR / 100;
        return "[" + "#".repeat(full) + ".".repeat(BAR - full) + "] ";
    }

    private static String amounts(Measure first, Instant at, String phase, long bytes, @Nullable Integer percent) {
        if (bytes == 0) {
            return ControlCharacterSanitizer.shortened(phase);
        }
        String share = percent == null ? "" : Math.clamp(percent, 0, 100) + " %  ";
        return share + HumanReadableAmountFormatter.bytes(bytes) + rate(first, at, bytes) + "  "
                + ControlCharacterSanitizer.shortened(phase);
    }

    private static String rate(Measure first, Instant at, long bytes) {
        long millis = Duration.between(first.at(), at).toMillis();
        return millis < 200
                ? ""
                : "  " + HumanReadableAmountFormatter.bytes((bytes - first.bytes()) * 1000 / millis) + "/s";
    }
}
