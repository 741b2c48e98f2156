package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SessionFailureTest {

    @ParameterizedTest
    @CsvSource({
        "08006, CONNECTION_LOST",
        "08P01, UNRECOGNISED",
        "42501, PERMISSION",
        "53100, DISK_FULL",
        "53200, OUT_OF_MEMORY",
        "53400, OUT_OF_RESOURCES",
        "55P03, LOCK_NOT_GRANTED",
        "40P01, LOCK_NOT_GRANTED",
        "57014, CANCELLED",
        "40001, RECOVERY_CONFLICT",
        "57P01, NOT_READY",
        "57P02, NOT_READY",
        "57P04, NO_SUCH_DATABASE",
        "XX001, DATA_DAMAGED",
        "XX002, DATA_DAMAGED",
        "58P01, FILE_UNREADABLE",
        "58030, FILE_UNREADABLE",
        "42P01, OBJECT_MISSING",
        "22021, BYTES_NOT_ENCODABLE",
        "22P05, BYTES_NOT_ENCODABLE",
        "55000, UNRECOGNISED",
        "XX000, UNRECOGNISED",
        "P0001, UNRECOGNISED"
    })
    void a_statement_fails_by_its_code(String state, SessionFailureCause expected) {
        SessionFailure failure = SessionFailure.of(new SQLException("words of a server", state));

        assertThat(failure.cause()).isEqualTo(expected);
        assertThat(failure.sqlState()).contains(state);
    }

    @ParameterizedTest
    @CsvSource({
        "08001, NO_ANSWER",
        "08006, NO_ANSWER",
        "28P01, PASSWORD_REFUSED",
        "28000, ROLE_REFUSED",
        "3D000, NO_SUCH_DATABASE",
        "42501, PERMISSION",
        "53300, TOO_MANY_CONNECTIONS",
        "57P03, NOT_READY",
        "55000, DATABASE_CLOSED",
        "22021, NAME_NOT_ENCODABLE",
        "08P01, NO_POSTGRESQL",
        "XX000, UNRECOGNISED"
    })
    void a_session_is_refused_by_its_code(String state, SessionFailureCause expected) {
        assertThat(SessionFailure.of(refused(state, null)).cause()).isEqualTo(expected);
    }

    @Test
    void an_unresolvable_name_is_not_an_unresponsive_server() {
        assertThat(SessionFailure.of(refused("08001", new UnknownHostException("db")))
                        .cause())
                .isEqualTo(SessionFailureCause.HOST_UNKNOWN);
        assertThat(SessionFailure.of(refused("08001", new EOFException())).cause())
                .isEqualTo(SessionFailureCause.NO_ANSWER);
    }

    @Test
    void a_statement_without_an_answer_is_an_unresponsive_server() {
        SQLException late = new SQLException("I/O", "08006", new SocketTimeoutException("Read timed out"));

        assertThat(SessionFailure.of(late).cause()).isEqualTo(SessionFailureCause.NO_ANSWER);
    }

    @Test
    void a_rejection_is_a_missing_password_only_where_there_is_none() {
        SQLException rejected = new SQLException("words of the driver", "08004");

        assertThat(SessionFailure.of(new NotConnectedException(rejected, false)).cause())
                .isEqualTo(SessionFailureCause.PASSWORD_MISSING);
        assertThat(SessionFailure.of(new NotConnectedException(rejected, true)).cause())
                .isEqualTo(SessionFailureCause.SIGN_IN_UNSUPPORTED);
    }

    @ParameterizedTest
    @CsvSource({"''", "0800", "0800é", "' 8001'", "08001;"})
    void a_code_that_is_none_is_not_repeated(String state) {
        SessionFailure failure = SessionFailure.of(new SQLException("words", state));

        assertThat(failure.cause()).isEqualTo(SessionFailureCause.UNRECOGNISED);
        assertThat(failure.sqlState()).isEmpty();
        assertThat(failure.message()).doesNotContain("SQLSTATE");
    }

    @Test
    void the_servers_message_is_not_kept() {
        SessionFailure failure = SessionFailure.of(new SQLException("invalid input syntax: \"row data\"", "22P02"));

        assertThat(failure.sentence())
                .isEqualTo("The server reported an error that Holdfast does not recognize (SQLSTATE 22P02)."
                        + " Check the server's log.");
    }

    @ParameterizedTest
    @EnumSource(SessionFailureCause.class)
    void every_cause_says_what_happened_and_what_to_do(SessionFailureCause cause) {
        assertThat(cause.message()).isNotBlank().doesNotEndWith(".");
        assertThat(cause.hint()).endsWith(".");
    }

    private static NotConnectedException refused(String state, @Nullable Exception why) {
        return new NotConnectedException(new SQLException("words of a server", state, why), true);
    }
}
