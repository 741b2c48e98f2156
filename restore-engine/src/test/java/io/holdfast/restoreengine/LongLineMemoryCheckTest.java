package io.holdfast.restoreengine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.restoreengine.contents.RestoreScriptReadResult;
import io.holdfast.restoreengine.contents.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LongLineMemoryCheckTest {

    private static final long MIB = 1L << 20;

    @Test
    void a_line_of_400_mib_is_compared_with_a_limit_of_one_gib() {
        assertThat(LongLineMemoryCheck.obstacle(longest(400 * MIB), 190 * MIB, 1024 * MIB))
                .isEmpty();
    }

    @Test
    void a_longer_one_is_impossible_here_and_the_bytes_that_it_needs_are_named() {
        assertThat(LongLineMemoryCheck.obstacle(longest(950 * MIB), 190 * MIB, 1024 * MIB))
                .hasValueSatisfying(finding -> {
                    assertThat(finding.code()).isEqualTo("memory_short");
                    assertThat(finding.text())
                            .contains("public.scans", Long.toString(2106 * MIB), Long.toString(1024 * MIB));
                });
    }

    @Test
    void without_long_lines_no_memory_is_asked_for() {
        assertThat(LongLineMemoryCheck.obstacle(new RestoreScriptReadResult.Whole(List.of(), 0, 0), 190 * MIB, 1))
                .isEmpty();
    }

    @Test
    void this_machine_says_what_it_has() {
        assertThat(LongLineMemoryCheck.obstacle(longest(10 * MIB))).isEmpty();
        assertThat(LongLineMemoryCheck.obstacle(longest(1L << 60))).isPresent();
    }

    private static RestoreScriptReadResult.Whole longest(long bytes) {
        return new RestoreScriptReadResult.Whole(
                List.of(),
                0,
                0,
                Optional.empty(),
                Map.of(new TableName("public", "scans"), bytes, new TableName("public", "other"), bytes / 2),
                List.of(),
                Optional.empty());
    }
}
