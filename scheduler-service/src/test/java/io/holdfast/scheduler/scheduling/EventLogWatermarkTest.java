package io.holdfast.scheduler.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventLogWatermarkTest {

    private static final Duration SETTLING = Duration.ofSeconds(30);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static EventLogWatermark watermark(Instant from, Instant to) {
        EventLogWatermark watermark = EventLogWatermark.none();
        for (Instant now = from; !now.isAfter(to); now = now.plusSeconds(5)) {
            watermark = watermark.asked(now, SETTLING).reached(now);
        }
        return watermark;
    }

    @Test
    void nothing_is_concluded_before_the_log_was_read() {
        assertThat(EventLogWatermark.none().conclusiveUntil(SETTLING)).isEqualTo(Instant.MIN);
    }

    @Test
    void nothing_is_concluded_immediately_after_an_outage_of_the_broker() {
        assertThat(watermark(NOON, NOON.plusSeconds(25)).conclusiveUntil(SETTLING))
                .isEqualTo(Instant.MIN);
    }

    @Test
    void the_watermark_is_the_last_time_the_end_of_the_log_was_reached() {
        assertThat(watermark(NOON, NOON.plusSeconds(60)).conclusiveUntil(SETTLING))
                .isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void the_watermark_does_not_advance_while_the_end_of_the_log_is_not_reached() {
        EventLogWatermark behind = watermark(NOON, NOON.plusSeconds(60))
                .asked(NOON.plusSeconds(65), SETTLING)
                .asked(NOON.plusSeconds(90), SETTLING);

        assertThat(behind.conclusiveUntil(SETTLING)).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void an_outage_of_the_broker_starts_a_new_period() {
        Instant back = NOON.plusSeconds(3600);
        EventLogWatermark after =
                watermark(NOON, NOON.plusSeconds(60)).asked(back, SETTLING).reached(back);

        assertThat(after.conclusiveUntil(SETTLING)).isEqualTo(Instant.MIN);
        assertThat(after.asked(back.plusSeconds(30), SETTLING)
                        .reached(back.plusSeconds(30))
                        .conclusiveUntil(SETTLING))
                .isEqualTo(back.plusSeconds(30));
    }

    @Test
    void a_clock_set_back_starts_a_new_period() {
        Instant before = NOON.minusSeconds(600);

        assertThat(watermark(NOON, NOON.plusSeconds(60))
                        .asked(before, SETTLING)
                        .reached(before)
                        .conclusiveUntil(SETTLING))
                .isEqualTo(Instant.MIN);
    }

    @Test
    void replicas_with_slightly_different_clocks_share_one_period() {
        EventLogWatermark watermark = EventLogWatermark.none();
        for (int second = 0; second <= 60; second += 5) {
            Instant now = NOON.plusSeconds(second);
            watermark = watermark.asked(now, SETTLING).reached(now);
            Instant behind = now.minusSeconds(3);
            watermark = watermark.asked(behind, SETTLING).reached(behind);
        }

        assertThat(watermark.conclusiveUntil(SETTLING)).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void a_watermark_of_a_clock_far_ahead_is_discarded() {
        EventLogWatermark ahead = watermark(NOON.plusSeconds(86_400), NOON.plusSeconds(86_460));
        EventLogWatermark right = ahead;
        for (int second = 0; second <= 60; second += 5) {
            right = right.asked(NOON.plusSeconds(second), SETTLING).reached(NOON.plusSeconds(second));
        }

        assertThat(right.conclusiveUntil(SETTLING)).isEqualTo(NOON.plusSeconds(60));
    }
}
