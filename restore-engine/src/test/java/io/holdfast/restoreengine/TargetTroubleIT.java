package io.holdfast.restoreengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.JdbcConnectionFactory;
import io.holdfast.postgrestools.Secret;
import io.holdfast.restoreengine.server.TargetServerException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors of a real server, with German messages if this system has the locale, and the results of a restore. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class TargetTroubleIT {

    private static final Duration ANSWER = Duration.ofSeconds(20);

    private RestoreEngineFixture fixture;

    @BeforeAll
    void make_a_server(@TempDir Path folder) {
        fixture = new RestoreEngineFixture(folder);
        fixture.writeGerman();
        fixture.server.execute("postgres", "create role limited login password 'limited' connection limit 0");
    }

    @AfterAll
    void stop() {
        fixture.close();
    }

    private static TargetServerException trouble(DatabaseConnection to, String statement) {
        return TargetServerException.of(catchThrowableOfType(SQLException.class, () -> {
            try (java.sql.Connection session = JdbcConnectionFactory.to(to, ANSWER)) {
                session.createStatement().execute(statement);
            }
        }));
    }

    private static void assertTrouble(TargetServerException seen, String reason, String words) {
        assertThat(seen.reason()).as(seen.getMessage()).isEqualTo(reason);
        assertThat(seen).hasMessageStartingWith("Target server: ").hasMessageContaining(words);
    }

    @Test
    void a_limit_of_connections_is_no_unreachable_server_and_passes_soon() {
        TargetServerException seen =
                trouble(fixture.connection("postgres").withRole("limited", Secret.of("limited")), "select 1");

        assertTrouble(seen, TargetServerException.BUSY, "CONNECTION LIMIT");
        assertThat(seen.sqlState()).contains("53300");
        assertThat(seen.isTransient()).isTrue();
    }

    @Test
    void an_absent_database_is_named_so() {
        TargetServerException seen = trouble(fixture.connection("nowhere"), "select 1");

        assertTrouble(seen, TargetServerException.REFUSED, "does not exist (SQLSTATE 3D000)");
        assertThat(seen.isTransient()).isFalse();
    }

    @Test
    void a_wrong_password_is_no_absent_server() {
        assertTrouble(
                trouble(fixture.connection("postgres").withPassword(Secret.of("wrong")), "select 1"),
                TargetServerException.REFUSED,
                "SQLSTATE 28P01");
    }

    @Test
    void a_server_that_does_not_answer_is_unreachable() {
        assertTrouble(
                trouble(DatabaseConnection.to("127.0.0.1", 1, "nobody", "postgres"), "select 1"),
                TargetServerException.UNREACHABLE,
                "did not answer");
    }

    @ParameterizedTest
    @CsvSource({
        "42501, target_refused",
        "53100, target_full",
        "53200, target_exhausted",
        "53400, target_exhausted",
        "55P03, target_busy",
        "40P01, target_busy",
        "57014, target_busy",
        "57P01, target_restarted",
        "22021, target_error",
        "XX000, target_error",
        "ZZ999, target_error"
    })
    void a_refused_statement_is_judged_by_its_code_alone(String state, String reason) {
        String statement =
                "do $$ begin raise exception 'password authentication failed, could not connect' using errcode = '"
                        + state + "'; end $$";

        TargetServerException seen = trouble(fixture.connection("postgres"), statement);

        assertTrouble(seen, reason, "SQLSTATE " + state);
        assertThat(seen).hasMessageNotContaining("password authentication failed");
    }
}
