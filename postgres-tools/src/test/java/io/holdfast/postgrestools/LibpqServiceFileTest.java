package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LibpqServiceFileTest {

    @Test
    void each_parameter_has_a_line() {
        LibpqServiceFile file = LibpqServiceFile.of(DatabaseConnection.to("db.example", 5433, "ünï", "dbname=x host=y")
                .parameters());

        assertThat(text(file)).isEqualTo("""
                [holdfast]
                host=db.example
                port=5433
                user=ünï
                dbname=dbname=x host=y
                application_name=holdfast
                """);
        assertThat(file.outside()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " leading", "#x", "[x]", "=", "'", "\"", "a\\b", "in\rside", "%41", "日本"})
    void representable_parameters_are_in_the_file(String name) {
        LibpqServiceFile file = LibpqServiceFile.of(List.of(dbname(name)));

        assertThat(text(file)).isEqualTo("[holdfast]\ndbname=" + name + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trailing ", "tab\t", "return\r", "form feed\f", "line\nend", "half \ud800 a character"})
    void parameters_that_libpq_would_change_are_not_in_the_file(String name) {
        LibpqServiceFile file = LibpqServiceFile.of(List.of(dbname(name)));

        assertThat(text(file)).isEqualTo("[holdfast]\n");
        assertThat(file.outside()).containsExactly(dbname(name));
    }

    @Test
    void a_line_is_as_long_as_every_libpq_reads() {
        String longest = "x".repeat(253 - "dbname=\n".length());

        assertThat(LibpqServiceFile.of(List.of(dbname(longest))).outside()).isEmpty();
        assertThat(LibpqServiceFile.of(List.of(dbname(longest + "x"))).outside())
                .hasSize(1);
    }

    private static LibpqParameter dbname(String name) {
        return LibpqParameter.ofServer("dbname", "PGDATABASE", name);
    }

    private static String text(LibpqServiceFile file) {
        return new String(file.content(), StandardCharsets.UTF_8);
    }
}
