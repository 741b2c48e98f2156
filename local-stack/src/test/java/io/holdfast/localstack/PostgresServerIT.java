package io.holdfast.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {

    @TempDir
    Path home;

    private PostgresServer server;

    @BeforeEach
    void start() {
        server = PostgresServer.start(home.resolve("pg"));
    }

    @AfterEach
    void stop() {
        server.destroy();
    }

    @Test
    void committed_rows_survive_a_kill_on_the_same_port() throws Exception {
        server.createDatabase("books");
        server.execute("books", "create table t (x int)", "insert into t values (7)");

        server.kill();
        server.restart();

        assertThat(value("books", "select x from t")).isEqualTo("7");
    }

    @Test
    void a_server_that_is_stopped_and_started_from_elsewhere_keeps_port_and_password() throws Exception {
        String url = server.jdbcUrl("postgres");
        server.stop();

        server = PostgresServer.start(home.resolve("pg"));

        assertThat(server.jdbcUrl("postgres")).isEqualTo(url);
        assertThat(value("postgres", "select 1")).isEqualTo("1");
    }

    @Test
    void a_wrong_password_is_refused() {
        assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl("postgres"), server.superuser(), "guess"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void a_role_owns_its_schema_and_sees_no_other() throws Exception {
        server.createDatabase("books");
        server.createRole("one", "p1");
        server.createRole("two", "p2");
        server.createSchema("books", "one", "one");
        server.createSchema("books", "two", "two");

        try (Connection one = DriverManager.getConnection(server.jdbcUrl("books"), "one", "p1");
                Statement sql = one.createStatement()) {
            sql.execute("create table mine (x int)");
            sql.execute("select * from one.mine");
            assertThatThrownBy(() -> sql.execute("create table two.yours (x int)"))
                    .hasMessageContaining("permission denied for schema two");
        }
    }

    @Test
    void the_password_lies_in_a_file_that_only_its_owner_reads() throws Exception {
        var permissions = Files.getPosixFilePermissions(home.resolve("pg/password"));

        assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
    }

    @Test
    void the_data_of_a_home_that_the_server_cannot_reach_is_elsewhere_and_is_deleted_with_it() throws Exception {
        Path closed = Files.createDirectory(home.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        PostgresServer hidden = PostgresServer.start(closed.resolve("pg"));
        Path data = closed.resolve("pg/cluster").toRealPath();

        hidden.destroy();

        assertThat(data).doesNotExist();
        assertThat(data.startsWith(home)).isEqualTo(!OsUser.isRoot());
    }

    @Test
    void a_server_that_is_kept_apart_has_a_user_of_its_own_where_root_starts_it() throws Exception {
        PostgresServer apart =
                PostgresServer.startApart(home.resolve("apart"), PostgresServer.Durability.FAST, ProcessLifetime.BOUND);
        try {
            assertThat(apart.user().equals(server.user())).isEqualTo(!OsUser.isRoot());
            assertThat(PostgresServer.running(home.resolve("apart")))
                    .get()
                    .satisfies(found -> assertThat(found.user()).isEqualTo(apart.user()));
        } finally {
            apart.destroy();
        }
    }

    private String value(String database, String query) throws SQLException {
        try (Connection connection = server.connect(database);
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
