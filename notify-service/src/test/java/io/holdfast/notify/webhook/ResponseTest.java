package io.holdfast.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.notify.notifying.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseTest {

    private final Response response = new Response(Clock.fixed(Instant.parse("2026-05-18T02:00:00Z"), ZoneOffset.UTC));

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204})
    void every_2xx_is_an_arrival(int status) {
        assertThat(response.outcome(status, Optional.empty())).isInstanceOf(Outcome.Delivered.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308, 400, 401, 404, 413, 429, 500, 503})
    void everything_else_is_not(int status) {
        assertThat(response.outcome(status, Optional.empty())).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void a_wish_is_read_as_seconds_and_as_a_date() {
        assertThat(wish("120")).contains(Duration.ofMinutes(2));
        assertThat(wish("Mon, 18 May 2026 02:10:00 GMT")).contains(Duration.ofMinutes(10));
        assertThat(wish("soon")).isEmpty();
        assertThat(wish("-5")).isEmpty();
        assertThat(wish("99999999999999999999")).isEmpty();
    }

    @Test
    void gone_is_noticed() {
        assertThat(response.outcome(410, Optional.empty()))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.gone()).isTrue());
    }

    private Optional<Duration> wish(String value) {
        return response.outcome(429, Optional.of(value)) instanceof Outcome.Failed failed
                ? failed.retryAfter()
                : Optional.empty();
    }
}
