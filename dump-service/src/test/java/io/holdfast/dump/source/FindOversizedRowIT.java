package io.holdfast.dump.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.localstack.PostgresServer;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.JdbcConnectionFactory;
import io.holdfast.postgrestools.Secret;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindOversizedRowIT {

    private static final long MB = 1_000_000;

    private static PostgresServer server;

    @BeforeAll
    static void given_some_wide_rows(@TempDir Path folder) {
        server = PostgresServer.start(folder.resolve("postgres"));
        server.createDatabase("wide");
        server.execute(
                "wide",
                "create schema \"odd schema\"",
                "create domain scan as bytea",
                "create table \"odd schema\".scans (id int, note text, body scan)",
                "alter table \"odd schema\".scans alter body set storage external",
                "insert into \"odd schema\".scans select 1, repeat('x', 3000000), decode(repeat('00ff', 3000000), 'hex')",
                "insert into \"odd schema\".scans select n, 'small', 'small' from generate_series(2, 50) n",
                "create table many (id int, a text, b text)",
                "alter table many alter a set storage external, alter b set storage external",
                "insert into many select n, repeat('a', 5000000), repeat('b', 4000000) from generate_series(1, 3) n");
    }

    @AfterAll
    static void stop() {
        server.destroy();
    }

    @Test
    void the_row_the_column_and_its_length_are_found() throws SQLException {
        assertThat(find(14 * MB)).hasValue(new OversizedRow("odd schema.scans", "body", 6 * MB));
    }

    @Test
    void several_columns_can_make_a_line_too_long_together() throws SQLException {
        server.execute("wide", "delete from \"odd schema\".scans where id = 1");
        try {
            assertThat(find(8 * MB)).hasValue(new OversizedRow("public.many", "a", 5 * MB));
        } finally {
            server.execute(
                    "wide",
                    "insert into \"odd schema\".scans select 1, repeat('x', 3000000),"
                            + " decode(repeat('00ff', 3000000), 'hex')");
        }
    }

    @Test
    void rows_within_the_limit_are_not_reported() throws SQLException {
        try (java.sql.Connection session = JdbcConnectionFactory.readOnly(connection(), Duration.ofMinutes(1))) {
            assertThat(new FindOversizedRow().find(session)).isEmpty();
        }
    }

    private static java.util.Optional<OversizedRow> find(long limit) throws SQLException {
        try (java.sql.Connection session = JdbcConnectionFactory.readOnly(connection(), Duration.ofMinutes(1))) {
            return new FindOversizedRow().find(session, limit);
        }
    }

    private static DatabaseConnection connection() {
        return DatabaseConnection.to(server.host(), server.port(), server.superuser(), "wide")
                .withPassword(Secret.of(server.password()));
    }
}
