package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Combinations of options that are errors. */
class RestoreUsageTest {

    private final TypedCommand holdfast = new TypedCommand();

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("--swap cannot be combined with --table", List.of("--swap", "--table", "public.users")),
                Arguments.of("public.users", List.of("--table", "users")),
                Arguments.of("1 to 64", List.of("--jobs", "65")),
                Arguments.of("mutually exclusive", List.of("--swap", "--in-place")),
                Arguments.of("mutually exclusive", List.of("--schema-only", "--data-only")),
                Arguments.of("--confirm NAME", List.of("--in-place", "--yes")),
                Arguments.of("not a valid name of a database", List.of("--to", "")));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void wrong_usage_gives_a_hint_and_publishes_nothing(String told, List<String> options) {
        String[] line = Stream.concat(Stream.of("restore", "--database", "app"), options.stream())
                .toArray(String[]::new);

        int exit = holdfast.run(line);

        assertThat(exit).isEqualTo(2);
        assertThat(holdfast.err()).contains(told, "hint:");
        assertThat(holdfast.log.published).isEmpty();
    }
}
