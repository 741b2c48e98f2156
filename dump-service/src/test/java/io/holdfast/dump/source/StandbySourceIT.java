package io.holdfast.dump.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.holdfast.dump.dumping.RetryPolicy;
import io.holdfast.dump.dumping.RunRetryDecision;
import io.holdfast.events.FailureReason;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.postgrestools.ArchiveCompression;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.InstalledClientPrograms;
import io.holdfast.postgrestools.JdbcConnectionFactory;
import io.holdfast.postgrestools.PgDump;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.postgrestools.Secret;
import io.holdfast.postgrestools.ServerEndpointList;
import io.holdfast.postgrestools.SessionFailure;
import io.holdfast.postgrestools.SessionFailureCause;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A standby as the source, alone and in a list of hosts with its primary. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandbySourceIT {

    private static final Duration SOON = Duration.ofMinutes(5);

    /** The server has cancelled pg_dump's transaction, and pg_dump has not noticed yet. */
    private static final String CANCELLED = """
        not exists (select from pg_catalog.pg_stat_activity where application_name = 'holdfast'
          and pid <> pg_catalog.pg_backend_pid() and state <> 'idle in transaction (aborted)')\
        """;

    private static final String SLEEPING = """
        exists (select from pg_catalog.pg_stat_activity
          where state = 'active' and query = 'select pg_catalog.pg_sleep(20) from public.churn')\
        """;

    private PostgresServer primary;
    private PostgresServer standby;

    @BeforeAll
    void a_primary_and_its_standby(@TempDir Path folder) throws SQLException {
        primary = PostgresServer.start(folder.resolve("primary"));
        primary.createDatabase("app");
        primary.execute(
                "app", "create table items as select n as id, md5(n::text) as text from generate_series(1, 50000) n");
        standby = primary.startStandby(
                folder.resolve("standby"), Map.of("max_standby_streaming_delay", "0", "hot_standby_feedback", "off"));
    }

    @AfterAll
    void stop_servers() {
        standby.destroy();
        primary.destroy();
    }

    private DatabaseConnection at(String host) {
        return DatabaseConnection.to(
                        ServerEndpointList.of("holdfast.databases.app", host, 5432), primary.superuser(), "app")
                .withPassword(Secret.of(primary.password()));
    }

    private String host(PostgresServer server) {
        return server.host() + ":" + server.port();
    }

    @Test
    void a_standby_is_inspected_and_dumped() throws Exception {
        SourceInspectionResult look = new SourceInspector().inspect(at(host(standby)));

        assertThat(look).isInstanceOfSatisfying(SourceInspectionResult.Seen.class, seen -> {
            assertThat(seen.facts().server().inRecovery()).isTrue();
            assertThat(seen.facts().isPinned()).isTrue();
            assertThat(seen.facts().tables()).extracting(table -> table.name()).contains("items");
        });
        try (RunningProgram dump = dump(((SourceInspectionResult.Seen) look).connection())) {
            String archive = new String(dump.output().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(dump.await().succeeded()).isTrue();
            assertThat(archive).contains("COPY public.items");
        }
    }

    @Test
    void the_primary_in_a_host_list_is_dumped_at_any_position() throws Exception {
        for (String list : List.of(host(standby) + "," + host(primary), host(primary) + "," + host(standby))) {
            SourceInspectionResult look = new SourceInspector().inspect(at(list));

            assertThat(look).isInstanceOfSatisfying(SourceInspectionResult.Seen.class, seen -> {
                assertThat(seen.facts().server().inRecovery()).isFalse();
                assertThat(seen.connection().port()).isEqualTo(primary.port());
            });
        }
    }

    @Test
    void the_standby_is_dumped_if_no_primary_in_the_list_responds() throws Exception {
        SourceInspectionResult look = new SourceInspector().inspect(at("127.0.0.1:1," + host(standby)));

        assertThat(look)
                .isInstanceOfSatisfying(
                        SourceInspectionResult.Seen.class,
                        seen -> assertThat(seen.connection().port()).isEqualTo(standby.port()));
    }

    /** The standby must replay a cleanup of the primary, even if a query needs the rows. */
    @Test
    void a_query_cancelled_by_the_standby_is_reported_as_a_recovery_conflict() throws Exception {
        primary.execute("app", "create table churn as select n as id from generate_series(1, 1000) n");
        caughtUp();
        try (java.sql.Connection session = JdbcConnectionFactory.readOnly(at(host(standby)), SOON);
                Statement statement = session.createStatement()) {
            session.setAutoCommit(false);
            session.setTransactionIsolation(java.sql.Connection.TRANSACTION_REPEATABLE_READ);
            CompletableFuture<Throwable> cancelled = CompletableFuture.supplyAsync(
                    () -> catchThrowable(() -> statement.execute("select pg_catalog.pg_sleep(20) from public.churn")));
            await().atMost(SOON).until(() -> onStandby(SLEEPING));

            primary.execute("app", "delete from churn", "vacuum churn");

            assertThat(cancelled.get()).isInstanceOfSatisfying(SQLException.class, e -> {
                assertThat(SessionFailure.of(e).cause()).isEqualTo(SessionFailureCause.RECOVERY_CONFLICT);
                assertThat(SessionFailure.of(e).cause().outlook()).isEqualTo(SessionFailureCause.Outlook.PASSES);
            });
        }
        assertThat(new SourceInspector().inspect(at(host(standby)))).isInstanceOf(SourceInspectionResult.Seen.class);
    }

    /** pg_dump holds its snapshot while its output is not read. The output exceeds all buffers. */
    @Test
    void a_dump_that_the_standby_cancels_is_reported_as_a_conflict_and_succeeds_on_retry() throws Exception {
        primary.execute(
                "app",
                "create table moved as select n as id, repeat('x', 100000) as text from generate_series(1, 500) n");
        caughtUp();
        SourceFixture source = new SourceFixture(standby);

        DumpFailure failure = source.failure(source.superuser("app"), SOON, dump -> {
            dump.output().readNBytes(1000);
            primary.execute("app", "delete from moved where id % 2 = 0", "vacuum moved");
            await().atMost(SOON).until(() -> onStandby(CANCELLED));
        });

        assertThat(failure.failure()).isEqualTo(FailureReason.SERVER_BUSY);
        assertThat(failure.message()).contains("The standby cancelled queries", "max_standby_streaming_delay");
        assertThat(new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(1)).after(failure.failure(), 1, 1))
                .isInstanceOf(RunRetryDecision.After.class);
        assertThat(source.attempt(source.superuser("app"), SOON, dump -> {})).isEmpty();
    }

    private void caughtUp() {
        String lsn = one(host(primary), "select pg_catalog.pg_current_wal_lsn()");
        await().atMost(SOON).until(() -> onStandby("pg_catalog.pg_last_wal_replay_lsn() >= '" + lsn + "'"));
    }

    private boolean onStandby(String condition) {
        return "t".equals(one(host(standby), "select " + condition));
    }

    private String one(String host, String question) {
        try (java.sql.Connection session = JdbcConnectionFactory.readOnly(at(host), SOON);
                Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RunningProgram dump(DatabaseConnection at) throws Exception {
        PgDump.Options options = new PgDump.Options(false, ArchiveCompression.parse("none"), SOON, 0);
        return new PgDump(
                        InstalledClientPrograms.find(List.of()).newest().orElseThrow(),
                        JdbcConnectionFactory.pin(at),
                        options)
                .start();
    }
}
