package io.holdfast.restore.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestoreTaskHandlerTest {

    @Test
    void pauses_become_longer_and_end_at_ten_minutes() {
        assertThat(RestoreTaskHandler.pauseAfter(1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(RestoreTaskHandler.pauseAfter(2)).isEqualTo(Duration.ofSeconds(10));
        assertThat(RestoreTaskHandler.pauseAfter(5)).isEqualTo(Duration.ofSeconds(80));
        assertThat(RestoreTaskHandler.pauseAfter(8)).isEqualTo(Duration.ofMinutes(10));
        assertThat(RestoreTaskHandler.pauseAfter(100_000)).isEqualTo(Duration.ofMinutes(10));
    }
}
