package io.holdfast.events.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanReadableAmountFormatterTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.00 kB",
        "12345678, 12.3 MB",
        "551000000, 551 MB",
        "999999, 1.00 MB",
        "1500000000, 1.50 GB",
        "9223372036854775807, 9223 PB"
    })
    void bytes_have_three_digits_and_a_decimal_unit(long bytes, String text) {
        assertThat(HumanReadableAmountFormatter.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"PT8.44S, 8.4 s", "PT0S, 0.0 s", "PT2M5S, 2 min 5 s", "PT3H10M, 3 h 10 min", "PT292H, 12 d 4 h"})
    void durations_have_two_units_at_most(Duration duration, String text) {
        assertThat(HumanReadableAmountFormatter.duration(duration)).isEqualTo(text);
    }
}
