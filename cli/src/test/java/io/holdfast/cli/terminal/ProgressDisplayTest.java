package io.holdfast.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {

    private static final Instant START = Instant.parse("2026-05-18T02:00:00Z");

    private final StringWriter printed = new StringWriter();

    private ProgressDisplay progress(boolean live) {
        PrintWriter err = new PrintWriter(printed, true);
        return new ProgressDisplay(new Terminal(new PrintWriter(new StringWriter()), err, live, false));
    }

    @Test
    void a_terminal_sees_a_bar_with_percent_bytes_and_rate_on_one_line() {
        ProgressDisplay progress = progress(true);
        progress.at(START, "dumping", 0, 0);

        progress.at(START.plusSeconds(2), "dumping", 50_000_000, 50);

        assertThat(printed.toString())
                .endsWith("\r\u001b[K[############............] 50 %  50.0 MB  25.0 MB/s  dumping")
                .doesNotContain("\n");
    }

    @Test
    void a_line_replaces_the_bar() {
        ProgressDisplay progress = progress(true);
        progress.at(START, "dumping", 1, 1);

        progress.print("completed");

        assertThat(printed.toString()).endsWith("\r\u001b[Kcompleted" + System.lineSeparator());
    }

    @Test
    void elsewhere_lines_are_plain_and_seldom() {
        ProgressDisplay progress = progress(false);

        for (int second = 0; second < 10; second++) {
            progress.at(START.plusSeconds(second), "dumping", second * 1_000_000L, null);
        }

        assertThat(printed.toString().lines()).containsExactly("dumping", "5.00 MB  1.00 MB/s  dumping");
    }
}
