package io.holdfast.notify.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.events.codec.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Parses the pause that a receiver requests. Fractions of a second are rounded up, because an early request is refused again.
 * The result is empty if the value is not valid. The caller must limit the pause.
 */
final class RetryAfterHeaderParser {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,18})?");
    private static final double LONGEST = 999_999_999;

    /** The current date format of RFC 9110, section 5.6.7, and the two obsolete formats that recipients must accept. */
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US),
            new DateTimeFormatterBuilder()
                    .appendPattern("EEEE, dd-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, 2000)
                    .appendPattern(" HH:mm:ss 'GMT'")
                    .toFormatter(Locale.US),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.US));

    private RetryAfterHeaderParser() {}

    /** Parses the header: seconds, with an optional fraction, or a date. A date in the past is a pause of zero. */
    static Optional<Duration> ofHeader(String value, Instant now) {
        String text = value.strip();
        return SECONDS.matcher(text).matches()
                ? Optional.of(Duration.ofSeconds(
                        new BigDecimal(text).setScale(0, RoundingMode.CEILING).longValueExact()))
                : date(text).map(at -> until(at, now));
    }

    /** Parses the number {@code retry_after} in a JSON body, as Discord sends it. */
    static Optional<Duration> ofBody(byte[] body) {
        try {
            JsonNode value = Json.mapper().readTree(body).path("retry_after");
            double seconds = value.isNumber() ? value.doubleValue() : -1;
            return seconds >= 0 && seconds <= LONGEST
                    ? Optional.of(Duration.ofSeconds((long) Math.ceil(seconds)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Duration until(Instant at, Instant now) {
        return at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO;
    }

    private static Optional<Instant> date(String text) {
        for (DateTimeFormatter form : DATES) {
            try {
                return Optional.of(LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC));
            } catch (DateTimeException e) {
                // Try the next format.
                continue;
            }
        }
        return Optional.empty();
    }
}
