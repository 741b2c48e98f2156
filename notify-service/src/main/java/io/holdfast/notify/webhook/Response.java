package io.holdfast.notify.webhook;

import io.holdfast.notify.notifying.Outcome;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What a receiver's answer means. */
final class Response {

    private static final int GONE = 410;

    private final Clock clock;

    Response(Clock clock) {
        this.clock = clock;
    }

    /** @param retryAfter the header's value: seconds or a date */
    Outcome outcome(int status, Optional<String> retryAfter) {
        String answer = "HTTP " + status;
        if (status >= 200 && status < 300) {
            return new Outcome.Delivered(answer);
        }
        if (status >= 300 && status < 400) {
            return Outcome.Failed.because(answer + ", and redirects are not followed");
        }
        return new Outcome.Failed(answer, retryAfter.flatMap(this::pause), status == GONE);
    }

    private Optional<Duration> pause(String value) {
        String text = value.strip();
        try {
            return text.matches("\\d{1,9}")
                    ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                    : Optional.of(Duration.between(
                            clock.instant(),
                            ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
