package io.holdfast.restoreengine.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.localstack.PostgresServer;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.Secret;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Everything that prevents a drop of a database, on a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class ForceDropDatabaseIT {

    private static final DatabaseCreationOptions PLAIN = new DatabaseCreationOptions(
            "UTF8", "C.UTF-8", "C.UTF-8", Optional.empty(), Optional.empty(), Optional.empty());

    private PostgresServer server;
    private TargetServer target;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = PostgresServer.start(folder.resolve("server"));
        server.execute(
                "postgres", "alter system set max_prepared_transactions = 5", "alter system set wal_level = logical");
        server.restart();
        target = new TargetServer(DatabaseConnection.to(server.host(), server.port(), server.superuser(), "postgres")
                .withPassword(Secret.of(server.password())));
    }

    @AfterAll
    void stop() {
        server.destroy();
    }

    private List<String> databases() throws SQLException {
        List<String> names = new ArrayList<>();
        try (java.sql.Connection connection = server.connect("postgres");
                ResultSet row = connection.createStatement().executeQuery("select datname from pg_database")) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    @Test
    void a_subscription_that_still_copies_is_dropped_and_nothing_connects_to_its_publisher() throws Exception {
        target.create("subscriber", PLAIN, OwnershipComment.of("kept", UUID.randomUUID()));
        try (ServerSocket publisher = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            server.execute(
                    "subscriber",
                    "create table facts(n int)",
                    "create subscription head_office connection 'host=127.0.0.1 port=" + publisher.getLocalPort()
                            + " connect_timeout=5 password=topsecret' publication p"
                            + " with (connect = false, slot_name = 'head_office', enabled = false)",
                    "set allow_system_table_mods = on",
                    "insert into pg_subscription_rel select oid, 'facts'::regclass, 'i', null from pg_subscription");

            target.drop("subscriber");

            assertThat(databases()).doesNotContain("subscriber");
            publisher.setSoTimeout(1);
            assertThatThrownBy(publisher::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void an_event_trigger_that_forbids_everything_and_a_session_that_locks_do_not_keep_it() throws Exception {
        target.create("guarded", PLAIN, OwnershipComment.of("kept", UUID.randomUUID()));
        server.execute(
                "guarded",
                "create subscription s connection 'host=/nowhere' publication p"
                        + " with (connect = false, slot_name = none, enabled = false)",
                "create function forbid() returns event_trigger language plpgsql as"
                        + " $$ begin raise exception 'not here'; end $$",
                "create event trigger forbidden on ddl_command_start execute function forbid()",
                "create event trigger forbidden_always on sql_drop execute function forbid()",
                "alter event trigger forbidden_always enable always");
        try (java.sql.Connection session = server.connect("guarded");
                Statement statement = session.createStatement()) {
            session.setAutoCommit(false);
            statement.execute("set session_replication_role = replica");
            statement.execute("alter subscription s set (binary = true)");

            target.drop("guarded");

            assertThat(databases()).doesNotContain("guarded");
        }
    }

    @Test
    void somebody_elses_open_transaction_about_it_is_no_reason_to_wait() throws Exception {
        target.create("contested", PLAIN, OwnershipComment.of("kept", UUID.randomUUID()));
        try (java.sql.Connection session = server.connect("postgres");
                Statement statement = session.createStatement()) {
            session.setAutoCommit(false);
            statement.execute("alter database contested connection limit 7");

            assertThatThrownBy(() -> target.drop("contested"))
                    .isInstanceOfSatisfying(
                            TargetServerException.class,
                            trouble -> assertThat(trouble.reason()).isEqualTo(TargetServerException.BUSY));

            session.rollback();
        }
        target.drop("contested");
        assertThat(databases()).doesNotContain("contested");
    }

    @Test
    void a_role_that_is_no_superuser_ends_the_prepared_transactions_of_its_members() throws Exception {
        server.execute(
                "postgres",
                "create role keeper login createdb createrole password 'k'",
                "create role worker login password 'w'",
                "grant worker to keeper",
                "grant connect on database postgres to keeper");
        TargetServer managed =
                new TargetServer(DatabaseConnection.to(server.host(), server.port(), "keeper", "postgres")
                        .withPassword(Secret.of("k")));
        managed.create("prepared", PLAIN, OwnershipComment.of("drill", UUID.randomUUID()));
        server.execute("prepared", "grant all on schema public to worker");
        try (java.sql.Connection session = server.connect("prepared");
                Statement statement = session.createStatement()) {
            statement.execute("set session authorization worker");
            statement.execute("begin");
            statement.execute("create table public.t(n int)");
            statement.execute("prepare transaction 'held by worker'");
        }

        managed.drop("prepared");

        assertThat(databases()).doesNotContain("prepared");
    }

    @Test
    void what_is_not_there_is_no_trouble() {
        target.drop("never made");
    }
}
