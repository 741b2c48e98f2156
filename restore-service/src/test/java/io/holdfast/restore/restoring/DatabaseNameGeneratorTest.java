package io.holdfast.restore.restoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DatabaseNameGeneratorTest {

    private static final Instant SWAPPED = Instant.parse("2026-05-18T02:00:00.2Z");

    @Test
    void a_reversal_in_the_second_of_the_swap_keeps_under_another_name() {
        String before = DatabaseNameGenerator.kept("app", SWAPPED);

        String now = DatabaseNameGenerator.keptInstead(before, "app", SWAPPED.plusMillis(500));

        assertThat(before).isEqualTo("app_kept_20260518_020000");
        assertThat(now).isEqualTo("app_kept_20260518_020001");
    }
}
