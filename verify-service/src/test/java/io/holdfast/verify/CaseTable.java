package io.holdfast.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes a line for each case: the expected outcome, the actual outcome, and the duration. {@code ./holdfast test cases} prints
 * the file.
 */
final class CaseTable {

    private static final Path FILE = Path.of("target/cases.txt");

    private final List<String> lines = new ArrayList<>();
    private Duration total = Duration.ZERO;
    private int wrong;

    void add(DatabaseCase one, ObservedDrill seen, List<String> deviations, Duration took) {
        total = total.plus(took);
        wrong += deviations.isEmpty() ? 0 : 1;
        lines.add(String.format(
                Locale.ROOT,
                "%-5s  %-32s  %5.1f s  expected %s; seen %s%s",
                deviations.isEmpty() ? "right" : "WRONG",
                one.name().replaceFirst("^case_", ""),
                took.toMillis() / 1000.0,
                one.expected().words(),
                seen.words(),
                deviations.isEmpty() ? "" : " (" + String.join(", ", deviations) + ")"));
    }

    void write() {
        lines.add(String.format(
                Locale.ROOT, "%d cases, %d wrong, %.1f s", lines.size(), wrong, total.toMillis() / 1000.0));
        try {
            Files.write(FILE, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
