package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosisTest {

    @ParameterizedTest
    @CsvSource({
        "refused, 1, UNREACHABLE",
        "unknown-host, 1, UNREACHABLE",
        "no-socket, 1, UNREACHABLE",
        "wrong-password, 1, AUTHENTICATION",
        "no-password, 1, AUTHENTICATION",
        "no-ssl, 1, AUTHENTICATION",
        "no-such-database, 1, NO_SUCH_DATABASE",
        "permission-schema, 1, PERMISSION",
        "permission-database, 1, PERMISSION",
        "permission-sequence, 1, PERMISSION",
        "permission-pg_authid, 1, PERMISSION",
        "row-security, 1, PERMISSION",
        "version, 1, VERSION_MISMATCH",
        "lock-timeout, 1, LOCK_TIMEOUT",
        "shutdown, 1, CONNECTION_LOST",
        "backend-crash, 1, CONNECTION_LOST",
        "starting, 1, SERVER_BUSY",
        "too-many-clients, 1, SERVER_BUSY",
        "damaged-page, 1, SOURCE_DAMAGED",
        "client-disk-full, 1, CLIENT_OUT_OF_SPACE",
        "sigterm, 1, STOPPED",
        "sigkill, 137, KILLED",
        "unknown-compression, 1, OTHER"
    })
    void each_real_complaint_has_its_cause(String recorded, int exitCode, Cause expected) {
        assertThat(Diagnosis.of(Complaints.recorded(recorded, exitCode)).cause())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "permission-schema, schema hidden",
        "permission-database, database \"noconn\"",
        "permission-sequence, sequence sq",
        "row-security, \"guarded\"",
        "no-such-database, \"nosuch\""
    })
    void the_object_is_named(String recorded, String object) {
        Diagnosis diagnosis = Diagnosis.of(Complaints.recorded(recorded, 1));

        assertThat(diagnosis.object()).contains(object);
        assertThat(diagnosis.message()).endsWith(object + ".");
    }

    @Test
    void a_broken_pipe_by_signal_is_a_reader_that_left() {
        assertThat(Diagnosis.of(Complaints.ended(141, "")).cause()).isEqualTo(Cause.STOPPED);
    }

    @Test
    void quoted_commands_and_details_do_not_decide() {
        String said = """
                pg_dump: warning: permission denied for fun
                pg_dump: error: query failed: ERROR:  something new
                DETAIL:  Key (name)=(password authentication failed) is odd
                pg_dump: detail: Query was: SELECT 'database "x" does not exist'
                FROM "timeout expired"
                """;

        assertThat(Diagnosis.of(Complaints.ended(1, said)).cause()).isEqualTo(Cause.OTHER);
    }

    @Test
    void a_message_is_ours_and_never_quotes_rows() {
        String said =
                "pg_dump: error: query failed: ERROR:  22P02: invalid input syntax for type integer: \"row data\"";

        Diagnosis diagnosis = Diagnosis.of(Complaints.ended(1, said));

        assertThat(diagnosis.message() + diagnosis.hint()).doesNotContain("row data");
        assertThat(diagnosis.sqlState()).contains("22P02");
    }

    @Test
    void the_excerpt_is_redacted_and_short() {
        String said = "pg_dump: error: hunter2 " + "x".repeat(1000);

        assertThat(Diagnosis.of(Complaints.ended(1, said)).excerpt())
                .startsWith("pg_dump: error: *** x")
                .hasSizeLessThan(310);
    }

    @Test
    void a_password_made_of_the_servers_words_does_not_hide_the_cause() {
        Complaint complaint = new Complaint(
                Complaints.resource("/complaints/no-such-database.txt"),
                new Redaction(java.util.Optional.of(Secret.of("database"))));

        assertThat(Diagnosis.of(new Ended(1, complaint)).cause()).isEqualTo(Cause.NO_SUCH_DATABASE);
    }
}
