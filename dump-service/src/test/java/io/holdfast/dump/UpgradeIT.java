package io.holdfast.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.testing.TestInfrastructure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Upgrade of a catalog of release 0.2. */
class UpgradeIT {

    private Connection catalogue;

    @BeforeEach
    void create_catalog_of_previous_release() throws Exception {
        PostgresServer server = TestInfrastructure.postgres();
        server.createDatabase("upgrade_of_dump");
        catalogue =
                DriverManager.getConnection(server.jdbcUrl("upgrade_of_dump"), server.superuser(), server.password());
        execute("drop schema if exists dump cascade; create schema dump; set search_path = dump");
        run("/db/log/V0001__books_of_the_log.sql");
        run("/db/migration/V0101__runs.sql");
        run("/db/log/R__trace_contexts.sql");
    }

    @AfterEach
    void close() throws SQLException {
        catalogue.close();
    }

    @Test
    void consumed_requests_do_not_hide_events() throws Exception {
        execute(
                "insert into backup (backup, database, kind, source, request_id, accepted_at, state) values"
                        + " ('00000000-0000-0000-0000-000000000001', 'app', 'full', '/holdfast/dump-service', 'forged', now(), 'rejected')");
        execute("insert into inbox (source, id) values ('/holdfast/dump-service', 'forged'),"
                + " ('/holdfast/dump-service', 'told')");

        upgrade();

        assertThat(text("select string_agg(id || '@' || topic, ' ' order by id) from inbox"))
                .isEqualTo("forged@backup-requests told@");
    }

    @Test
    void backups_of_services_use_their_own_limit() throws Exception {
        execute("insert into backup (backup, database, kind, source, request_id, accepted_at, state) values"
                + " ('00000000-0000-0000-0000-000000000001', 'app', 'full', '/holdfast/scheduler', '1', now(), 'queued'),"
                + " ('00000000-0000-0000-0000-000000000002', 'app', 'full', '/holdfast/cli', '1', now(), 'queued')");

        upgrade();

        assertThat(text("select string_agg(source, ' ') from backup where of_service"))
                .isEqualTo("/holdfast/scheduler");
    }

    /** Runs twice, because a repeatable migration runs again whenever its text changes. */
    private void upgrade() throws Exception {
        run("/db/migration/V0102__requests_of_services.sql");
        run("/db/log/R__inbox_by_topic.sql");
        run("/db/log/R__inbox_by_topic.sql");
    }

    private void run(String script) throws Exception {
        try (InputStream in = UpgradeIT.class.getResourceAsStream(script)) {
            execute(new String(read(in, script), StandardCharsets.UTF_8));
        }
    }

    private static byte[] read(InputStream in, String script) throws IOException {
        if (in == null) {
            throw new IOException("no script " + script);
        }
        return in.readAllBytes();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = catalogue.createStatement()) {
            statement.execute(sql);
        }
    }

    private String text(String query) throws SQLException {
        try (Statement statement = catalogue.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
