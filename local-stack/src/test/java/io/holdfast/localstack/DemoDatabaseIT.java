package io.holdfast.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDatabaseIT {

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
    void its_role_reads_about_100_megabytes_and_changes_nothing() throws Exception {
        SourceDatabase demo = DemoDatabase.prepare(server);

        try (Connection connection =
                        DriverManager.getConnection(server.jdbcUrl(demo.name()), demo.username(), demo.password());
                Statement sql = connection.createStatement();
                ResultSet size = sql.executeQuery("select pg_database_size(current_database()) / 1000000,"
                        + " (select count(*) from notes), (select count(*) from pgbench_accounts)")) {
            size.next();
            assertThat(size.getInt(1)).isBetween(80, 150);
            assertThat(size.getInt(2)).isEqualTo(60_000);
            assertThat(size.getInt(3)).isEqualTo(400_000);
            assertThatThrownBy(() -> sql.execute("delete from notes")).hasMessageContaining("permission denied");
        }
    }

    @Test
    void the_former_password_remains_valid() {
        SourceDatabase before = DemoDatabase.prepare(server);

        SourceDatabase again = DemoDatabase.prepare(server);

        assertThat(again.password()).isEqualTo(before.password());
    }

    @Test
    void a_database_whose_creation_was_interrupted_is_created_again() {
        server.createDatabase(DemoDatabase.NAME);
        server.execute(DemoDatabase.NAME, "create table authors (half int)");

        DemoDatabase.prepare(server);

        server.execute(DemoDatabase.NAME, "do 'begin assert (select count(*) from authors) = 200; end'");
    }
}
