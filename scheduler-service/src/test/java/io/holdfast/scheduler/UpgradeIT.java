package io.holdfast.scheduler;

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
        server.createDatabase("upgrade_of_scheduler");
        catalogue = DriverManager.getConnection(
                server.jdbcUrl("upgrade_of_scheduler"), server.superuser(), server.password());
        execute("drop schema if exists scheduler cascade; create schema scheduler; set search_path = scheduler");
        run("/db/log/V0001__books_of_the_log.sql");
        run("/db/migration/V0101__slot_ledger.sql");
        run("/db/log/R__trace_contexts.sql");
    }

    @AfterEach
    void close() throws SQLException {
        catalogue.close();
    }

    @Test
    void a_request_without_a_reply_is_repeated_and_one_with_a_reply_is_not() throws Exception {
        slot("2026-05-18T02:00:00Z", "00000000-0000-0000-0000-000000000001", "requested");
        slot("2026-05-19T02:00:00Z", "00000000-0000-0000-0000-000000000002", "requested");
        slot("2026-05-20T02:00:00Z", "00000000-0000-0000-0000-000000000003", "planned");
        execute("insert into request_heard (request_id, database, accepted) values"
                + " ('00000000-0000-0000-0000-000000000002', 'app', true)");
        execute("insert into outbox (topic, key, id, headers, value) values"
                + " ('backup-requests', 'app', '1', '{}', ''), ('backup-events', 'app', '2', '{}', '')");

        upgrade();

        assertThat(text("select string_agg(state, ' ' order by due_at) from slot"))
                .isEqualTo("planned requested planned");
        assertThat(text("select string_agg(topic, ' ') from outbox where sent_at is null"))
                .isEqualTo("backup-events");
    }

    @Test
    void the_inbox_keeps_its_positions_and_an_old_replica_can_still_write() throws Exception {
        execute("insert into inbox (source, id) values ('/ci', '1')");

        upgrade();

        execute("insert into inbox (source, id) values ('/ci', '1') on conflict do nothing");
        execute("insert into inbox (topic, source, id) values ('backup-events', '/ci', '1')");
        assertThat(text("select string_agg(topic || '-' || id, ' ' order by topic) from inbox"))
                .isEqualTo("-1 backup-events-1");
    }

    /** Runs twice, because a repeatable migration runs again whenever its text changes. */
    private void upgrade() throws Exception {
        run("/db/migration/V0102__requests_on_their_own_topic.sql");
        run("/db/log/R__inbox_by_topic.sql");
        run("/db/log/R__inbox_by_topic.sql");
    }

    private void slot(String due, String request, String state) throws SQLException {
        execute("insert into slot (database, kind, due_at, deadline, request_id, state) values ('app', 'full', '" + due
                + "', '" + due + "', '" + request + "', '" + state + "')");
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
