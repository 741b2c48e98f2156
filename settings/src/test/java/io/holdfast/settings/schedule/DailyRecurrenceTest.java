package io.holdfast.settings.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DailyRecurrenceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "daily | 02:00 | daily 02:00 | every day at 02:00",
                "weekdays | 00:00 | weekdays 00:00 | every weekday at 00:00",
                "sunday | 03:00 | sunday 03:00 | every Sunday at 03:00",
                "thursday,monday | 23:59 | monday,thursday 23:59 | every Monday and Thursday at 23:59",
                "Monday,monday | 23:59 | monday 23:59 | every Monday at 23:59"
            })
    void reads_back_as_it_was_meant(String days, String time, String text, String words) {
        DailyRecurrence parsed = DailyRecurrence.parse(days, time);

        assertThat(parsed.text()).isEqualTo(text);
        assertThat(parsed.description()).isEqualTo(words);
    }
}
