package io.holdfast.scheduler.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.settings.CommaSeparatedList;
import io.holdfast.settings.DurationParser;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The module settings parses values in the same way as the framework of the services. */
class SharedReadersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "90",
                "-5",
                "+5",
                "90s",
                "15m",
                "6h",
                "30d",
                "100ms",
                "1h30m",
                "1.5s",
                "1.5h",
                "PT90S",
                "P1DT2H",
                "pt5m",
                "6H",
                "30D",
                "100MS",
                " 6h ",
                "6 h",
                "1d2h",
                "1w",
                "6 hours",
                "six",
                "",
                "1,5h",
                "h",
                "PT",
                "P",
                "1h30",
                "99999999999999999999",
                "99999999999999999999d",
                "106751991167301d"
            })
    void a_duration_is_read_as_by_the_framework(String text) {
        Optional<Duration> ours = read(DurationParser::parse, text);

        assertThat(ours).isEqualTo(read(DurationConverter::parseDuration, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a,b", "a, b", " a ,b ", "a,,b", ",a", "a,", "a\\,b,c", ",", "a b"})
    void a_list_is_read_as_by_the_framework(String text) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(Map.of("list", text), "test", 100))
                .build();

        List<String> framework = config.getOptionalValues("list", String.class).orElse(List.of());

        assertThat(CommaSeparatedList.split(text)).isEqualTo(framework);
    }

    private static Optional<Duration> read(Function<String, Duration> reader, String text) {
        try {
            return Optional.ofNullable(reader.apply(text));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
