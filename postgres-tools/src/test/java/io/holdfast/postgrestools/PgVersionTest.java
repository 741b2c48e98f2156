package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PgVersionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1) | 15.18",
                "pg_dump (PostgreSQL) 18beta1 | 18.0",
                "pg_dump (PostgreSQL) 9.6.24 | 9.6"
            })
    void a_program_says_its_version(String printed, String expected) {
        assertThat(PgVersion.ofProgram(printed)).hasToString("Optional[" + expected + "]");
    }

    @ParameterizedTest
    @CsvSource({"150018, 15.18", "100001, 10.1", "90624, 9.6"})
    void a_server_says_its_version_as_a_number(int number, String expected) {
        assertThat(PgVersion.ofServerVersionNum(number)).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({"'pg_dump: not found'", "'mysqldump  Ver 8.0'", "''"})
    void another_program_has_no_version(String printed) {
        assertThat(PgVersion.ofProgram(printed)).isEmpty();
    }
}
