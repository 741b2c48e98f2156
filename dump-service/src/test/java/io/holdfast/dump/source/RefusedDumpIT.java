package io.holdfast.dump.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.FailureReason;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Refused dumps. The server writes German messages if possible, because no diagnosis may depend on a message. */
@Timeout(900)
class RefusedDumpIT {

    private final SourceFixture source = SourceFixture.german();

    @Test
    void a_wrong_password() throws Exception {
        DumpFailure failure = source.failure(
                DatabaseConnection.to(source.server().host(), source.server().port(), "reader", "app")
                        .withPassword(Secret.of("wr0ng")));
        assertThat(failure.failure()).isEqualTo(FailureReason.AUTHENTICATION);
        assertThat(failure.sqlState()).contains("28P01");
    }

    @Test
    void a_database_that_does_not_exist() throws Exception {
        DumpFailure failure = source.failure(source.role("reader", "nowhere"));
        assertThat(failure.failure()).isEqualTo(FailureReason.NO_SUCH_DATABASE);
        assertThat(failure.sqlState()).contains("3D000");
    }

    /** Is a long test, because the diagnosis waits five seconds for a connection. SessionFailureIT tests the cause alone. */
    @Test
    @Tag("long")
    void a_role_without_a_free_connection() throws Exception {
        source.server().createRole("single", "single");
        source.server().execute("postgres", "alter role single connection limit 1", "grant pg_read_all_data to single");
        DatabaseConnection single = source.role("single", "app");

        try (java.sql.Connection taken =
                java.sql.DriverManager.getConnection(source.server().jdbcUrl("app"), "single", "single")) {
            DumpFailure failure = source.failure(single);
            assertThat(taken.isValid(1)).isTrue();
            assertThat(failure.failure()).isEqualTo(FailureReason.SERVER_BUSY);
            assertThat(failure.sqlState()).contains("53300");
        }
    }

    @Test
    void a_table_that_the_role_may_not_read_is_named() throws Exception {
        source.server().createRole("stranger", "stranger");

        DumpFailure failure = source.failure(source.role("stranger", "app"));
        assertThat(failure.failure()).isEqualTo(FailureReason.PERMISSION);
        assertThat(failure.message()).contains("1 table (public.base)", "GRANT pg_read_all_data TO stranger");
    }

    @Test
    void a_table_with_row_security_is_named() throws Exception {
        source.database("guarded", "create table secret (id int)", "alter table secret enable row level security");

        DumpFailure failure = source.failure(source.role("reader", "guarded"));
        assertThat(failure.failure()).isEqualTo(FailureReason.PERMISSION);
        assertThat(failure.message()).contains("1 table with row security (public.secret)");
    }

    @Test
    void a_large_object_of_another_role() throws Exception {
        source.database("large", "select lo_from_bytea(0, 'large')");

        DumpFailure failure = source.failure(source.role("reader", "large"));
        assertThat(failure.failure()).isEqualTo(FailureReason.PERMISSION);
        assertThat(failure.message()).contains("1 large object (");
    }

    @Test
    void a_locked_table_is_named_with_the_process_that_holds_it() throws Exception {
        try (java.sql.Connection holder = source.locked("app", "base")) {
            DumpFailure failure = source.failure(source.role("reader", "app"), Duration.ofMillis(300), dump -> {});
            assertThat(holder.isValid(1)).isTrue();
            assertThat(failure.failure()).isEqualTo(FailureReason.LOCK_TIMEOUT);
            assertThat(failure.message()).contains("holds public.base");
        }
    }
}
