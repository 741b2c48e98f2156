package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveCompressionTest {

    @ParameterizedTest
    @CsvSource({"17, 17, zstd:1", "16, 16, zstd:1", "17, 15, gzip:1", "15, 15, gzip:1"})
    void zstd_is_preferred_where_program_and_server_know_it(int programs, int server, String expected) {
        assertThat(ArchiveCompression.preferred(new PgVersion(programs, 1), new PgVersion(server, 1)))
                .hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({"zstd:3, 17, --compress=zstd:3", "gzip:4, 17, --compress=gzip:4", "gzip:4, 15, --compress=4"})
    void the_option_matches_the_installed_version(String text, int version, String argument) {
        assertThat(ArchiveCompression.parse(text).argument(new PgVersion(version, 0)))
                .isEqualTo(argument);
    }

    @Test
    void none_is_level_zero_before_version_16() {
        assertThat(ArchiveCompression.parse("none").argument(new PgVersion(15, 0)))
                .isEqualTo("--compress=0");
    }

    @Test
    void a_method_that_the_programs_do_not_know_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArchiveCompression.parse("zstd:1").argument(new PgVersion(15, 0)))
                .withMessageContaining("supports only gzip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "zip", "gzip:0", "gzip:10", "zstd:23", "zstd:1 --file=/etc/passwd", "none:1", "lz4:13"})
    void anything_else_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ArchiveCompression.parse(text));
    }
}
