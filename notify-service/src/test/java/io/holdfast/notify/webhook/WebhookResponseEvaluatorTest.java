package io.holdfast.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.notify.notifying.DeliveryResult;
import io.holdfast.notify.notifying.DeliveryResult.Retry;
import io.holdfast.notify.webhook.WebhookResponseEvaluator.Head;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookResponseEvaluatorTest {

    private static final URI ASKED = URI.create("https://chat.example.org/hooks/T0K3N?thread=1");

    private final WebhookResponseEvaluator response =
            new WebhookResponseEvaluator(Clock.fixed(Instant.parse("2026-05-18T02:00:00Z"), ZoneOffset.UTC));

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void every_2xx_is_a_delivery(int status) {
        assertThat(outcome(status, null, null, "")).isEqualTo(new DeliveryResult.Delivered("HTTP " + status));
    }

    @ParameterizedTest
    @CsvSource({
        "101, SOON",
        "300, LIMITED",
        "301, LIMITED",
        "302, LIMITED",
        "303, LIMITED",
        "304, LIMITED",
        "307, LIMITED",
        "308, LIMITED",
        "400, LIMITED",
        "401, LIMITED",
        "403, LIMITED",
        "404, LIMITED",
        "405, LIMITED",
        "408, SOON",
        "410, NEVER",
        "413, LIMITED",
        "425, SOON",
        "429, SOON",
        "451, LIMITED",
        "500, SOON",
        "501, SOON",
        "502, SOON",
        "503, SOON",
        "504, SOON",
        "599, SOON"
    })
    void every_other_status_is_a_failure_with_a_retry_decision(int status, Retry retry) {
        assertThat(outcome(status, null, null, ""))
                .isInstanceOfSatisfying(
                        DeliveryResult.Failed.class,
                        failed -> assertThat(failed.retry()).isEqualTo(retry));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            120                              | PT2M
            0                                | PT0S
            0.376                            | PT1S
            1.0                              | PT1S
            64.57                            | PT65S
            ' 5 '                            | PT5S
            999999999                        | PT277777H46M39S
            Mon, 18 May 2026 02:10:00 GMT    | PT10M
            Mon, 18 May 2026 01:10:00 GMT    | PT0S
            Monday, 18-May-26 02:10:00 GMT   | PT10M
            Mon May 18 02:10:00 2026         | PT10M
            Fri, 18 May 2063 02:00:00 GMT    | PT324336H
            soon                             | -
            -5                               | -
            +5                               | -
            1e3                              | -
            .5                               | -
            5.                               | -
            0x10                             | -
            99999999999999999999             | -
            Mon, 32 May 2026 02:10:00 GMT    | -
            2026-05-18T02:10:00Z             | -
            ''                               | -
            """)
    void retry_after_is_parsed_as_seconds_with_fractions_or_a_date(String value, @Nullable Duration pause) {
        assertThat(pause(429, value, "")).isEqualTo(Optional.ofNullable(pause));
        assertThat(pause(503, value, "")).isEqualTo(Optional.ofNullable(pause));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            {"message": "limited", "retry_after": 64.57, "global": false} | PT65S
            {"retry_after": 3}                                            | PT3S
            {"retry_after": 0.001}                                        | PT1S
            {"retry_after": 1e-999999999}                                 | PT0S
            {"retry_after": 1e999999999}                                  | -
            {"retry_after": -1}                                           | -
            {"retry_after": "3"}                                          | -
            {"retry_after": null}                                         | -
            {"retry                                                       | -
            [3]                                                           | -
            <html>                                                        | -
            ''                                                            | -
            """)
    void without_a_header_the_pause_is_read_from_the_body(String body, @Nullable Duration pause) {
        assertThat(pause(429, null, body)).isEqualTo(Optional.ofNullable(pause));
        assertThat(pause(429, "soon", body)).isEqualTo(Optional.ofNullable(pause));
        assertThat(pause(429, "7", body)).contains(Duration.ofSeconds(7));
        assertThat(pause(503, null, body)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            https://new.example.org/hooks/T0K3N?thread=1  | redirects to https://new.example.org (same path)
            https://new.example.org:8443/hooks/S3CR3T     | redirects to https://new.example.org:8443 (different path)
            http://chat.example.org/hooks/T0K3N?thread=1  | redirects to http://chat.example.org (same path)
            /hooks/S3CR3T                                 | redirects to https://chat.example.org (different path)
            //new.example.org/S3CR3T                      | redirects to https://new.example.org (different path)
            https://user:S3CR3T@new.example.org/          | redirects to https://new.example.org (different path)
            http://169.254.169.254/latest                 | redirects to http://169.254.169.254 (different path)
            mailto:S3CR3T@example.org                     | redirects to no valid URL
            https://a b/S3CR3T                            | redirects to no valid URL
            -                                             | redirects to no valid URL
            """)
    void a_redirect_is_a_wrong_url_and_the_message_contains_no_token(@Nullable String location, String words) {
        DeliveryResult outcome = outcome(308, null, location, "");

        assertThat(outcome)
                .isEqualTo(new DeliveryResult.Failed(
                        "HTTP 308 " + words + ": the URL of the sink is wrong, and redirects are not followed",
                        Optional.empty(),
                        Retry.LIMITED));
    }

    private Optional<Duration> pause(int status, @Nullable String retryAfter, String body) {
        return outcome(status, retryAfter, null, body) instanceof DeliveryResult.Failed failed
                ? failed.retryAfter()
                : Optional.empty();
    }

    private DeliveryResult outcome(int status, @Nullable String retryAfter, @Nullable String location, String body) {
        return response.outcome(
                new Head(status, ASKED, Optional.ofNullable(retryAfter), Optional.ofNullable(location)),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
