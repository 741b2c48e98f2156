package io.holdfast.restoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.postgrestools.Connection;
import io.holdfast.postgrestools.Secret;
import io.holdfast.postgrestools.SignIn;
import io.holdfast.restoring.server.TargetTrouble;
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

/** What a real server answers, in German where this system can, and what a restore makes of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class TargetTroubleIT {

    private static final Duration ANSWER = Duration.ofSeconds(20);

    private Ground ground;

    @BeforeAll
    void make_a_server(@TempDir Path folder) {
        ground = new Ground(folder);
        ground.writeGerman();
        ground.server.execute("postgres", "create role limited login password 'limited' connection limit 0");
    }

    @AfterAll
    void stop() {
        ground.close();
    }

    private static TargetTrouble trouble(Connection to, String statement) {
        return TargetTrouble.of(catchThrowableOfType(SQLException.class, () -> {
            try (java.sql.Connection session = SignIn.to(to, ANSWER)) {
                session.createStatement().execute(statement);
            }
        }));
    }

    private static void assertTrouble(TargetTrouble seen, String reason, String words) {
        assertThat(seen.reason()).as(seen.getMessage()).isEqualTo(reason);
        assertThat(seen).hasMessageStartingWith("Target server: ").hasMessageContaining(words);
    }

    @Test
    void a_limit_of_connections_is_no_unreachable_server_and_passes_soon() {
        TargetTrouble seen =
                trouble(ground.connection("postgres").withRole("limited", Secret.of("limited")), "select 1");

        assertTrouble(seen, TargetTrouble.BUSY, "CONNECTION LIMIT");
        assertThat(seen.sqlState()).contains("53300");
        assertThat(seen.passesSoon()).isTrue();
    }

    @Test
    void an_absent_database_is_named_so() {
        TargetTrouble seen = trouble(ground.connection("nowhere"), "select 1");

        assertTrouble(seen, TargetTrouble.REFUSED, "no such database (SQLSTATE 3D000)");
        assertThat(seen.passesSoon()).isFalse();
    }

    @Test
    void a_wrong_password_is_no_absent_server() {
        assertTrouble(
                trouble(ground.connection("postgres").withPassword(Secret.of("wrong")), "select 1"),
                TargetTrouble.REFUSED,
                "SQLSTATE 28P01");
    }

    @Test
    void a_server_that_does_not_answer_is_unreachable() {
        assertTrouble(
                trouble(Connection.to("127.0.0.1", 1, "nobody", "postgres"), "select 1"),
                TargetTrouble.UNREACHABLE,
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

        TargetTrouble seen = trouble(ground.connection("postgres"), statement);

        assertTrouble(seen, reason, "SQLSTATE " + state);
        assertThat(seen).hasMessageNotContaining("password authentication failed");
    }
}
