package io.holdfast.dump.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.FailureReason;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.postgrestools.DatabaseConnection;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Dumps of a database with many objects, some of which are created and dropped concurrently. */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class BusyCatalogsIT {

    private static final int DUMPS = 20;
    private static final Duration LOCK_WAIT = Duration.ofMinutes(1);

    private PostgresServer server;
    private SourceFixture source;

    @BeforeAll
    void a_server_with_many_tables(@TempDir Path folder) {
        server = PostgresServer.start(folder.resolve("postgres"));
        source = new SourceFixture(server);
        server.createDatabase("busy");
        server.execute(
                "busy",
                "create table base (id int primary key, v text)",
                "insert into base select n, md5(n::text) from generate_series(1, 2000) n",
                "do $$ begin for n in 1..400 loop execute format('create table t%s (id int primary key, v text default"
                        + " md5(''x''), check (length(v) > 0)); create index on t%s (lower(v)); create view v%s as"
                        + " select * from t%s', n, n, n, n); end loop; end $$");
    }

    @AfterAll
    void stop_server() {
        server.destroy();
    }

    @Test
    void each_dump_during_jobs_that_create_and_drop_objects_succeeds_or_reports_dropped_objects() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger number = new AtomicInteger();
        Thread first = Thread.ofVirtual().start(() -> churn(over, number));
        Thread second = Thread.ofVirtual().start(() -> churn(over, number));
        List<DumpFailure> failures = new ArrayList<>();
        try {
            DatabaseConnection busy = source.superuser("busy");
            for (int i = 0; i < DUMPS; i++) {
                source.attempt(busy, LOCK_WAIT, dump -> {})
                        .ifPresent(dump -> failures.add(new DiagnoseDumpFailure(new FindOversizedRow()).explain(dump)));
            }
        } finally {
            over.set(true);
            first.join();
            second.join();
        }
        assertThat(failures)
                .allSatisfy(failure -> assertThat(failure.failure()).isEqualTo(FailureReason.OBJECTS_DROPPED));
    }

    private void churn(AtomicBoolean over, AtomicInteger number) {
        try (java.sql.Connection session = server.connect("busy");
                Statement statement = session.createStatement()) {
            while (!over.get()) {
                int n = number.incrementAndGet();
                for (String one : List.of(
                        "create type job_" + n + " as enum ('a', 'b')",
                        "create function job_f" + n + "(job_" + n + ") returns int language sql as 'select 1'",
                        "create view churn_v" + n + " as select 1 as a",
                        "create index churn_i" + n + " on base (v)",
                        "drop view churn_v" + n,
                        "drop index churn_i" + n,
                        "drop function job_f" + n,
                        "drop type job_" + n)) {
                    statement.execute(one);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void an_exhausted_lock_table_is_reported_with_its_setting() throws Exception {
        PostgresServer narrow = PostgresServer.start(java.nio.file.Files.createTempDirectory("narrow-"));
        try {
            narrow.execute("postgres", "alter system set max_locks_per_transaction = 10");
            narrow.restart();
            narrow.createDatabase("wide");
            narrow.execute(
                    "wide",
                    "do $$ begin for n in 1..6000 loop execute format('create table t%s ()', n);"
                            + " if n % 100 = 0 then commit; end if; end loop; end $$");
            SourceFixture here = new SourceFixture(narrow);

            DumpFailure failure = here.failure(here.superuser("wide"));
            assertThat(failure.failure()).isEqualTo(FailureReason.SERVER_OUT_OF_RESOURCES);
            assertThat(failure.message()).contains("6000 tables", "max_locks_per_transaction = 10");
        } finally {
            narrow.destroy();
        }
    }
}
