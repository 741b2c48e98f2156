package io.holdfast.dump.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.dump.dumping.RetryPolicy;
import io.holdfast.dump.dumping.RunRetryDecision;
import io.holdfast.events.FailureReason;
import io.holdfast.postgrestools.DatabaseConnection;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real dumps that something interrupts, on a server that writes German if the system can: no message decides. */
@Timeout(180)
class InterruptedDumpIT {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final SourceFixture source = SourceFixture.german();

    @AfterEach
    void it_still_answers() {
        source.awaitAnswer();
    }

    /** The server ends the session that finds the deadlock, and pg_dump looks for one long before the other does. */
    @Test
    void a_deadlock_that_pg_dump_loses_is_tried_again() throws Exception {
        source.database(
                "crossed",
                "create table first (id int)",
                "create table second (id int)",
                "alter database crossed set deadlock_timeout = '2s'");

        try (java.sql.Connection holder = source.locked("crossed", "second")) {
            holder.createStatement().execute("set deadlock_timeout = '20s'");
            DumpFailure failure = source.failure(source.role("reader", "crossed"), LONG, dump -> {
                source.awaitWaitingForLock();
                holder.createStatement().execute("lock table first in access exclusive mode");
                holder.rollback();
            });

            assertThat(failure.failure()).isEqualTo(FailureReason.LOCK_TIMEOUT);
            assertThat(failure.message()).contains("The server resolved a deadlock in this database");
            assertThat(new RetryPolicy(SHORT, LONG).after(failure.failure(), 1, 1))
                    .isInstanceOf(RunRetryDecision.After.class);
        }
    }

    /** pg_dump has read the list of views and asks for each definition after it has all locks. */
    @Test
    void a_view_that_was_dropped_meanwhile_is_no_damage() throws Exception {
        source.server().execute("app", "create view churn as select id from base");

        try (java.sql.Connection holder = source.locked("app", "base")) {
            DumpFailure failure = source.failure(source.role("reader", "app"), LONG, dump -> {
                source.awaitWaitingForLock();
                holder.createStatement().execute("drop view churn");
                holder.commit();
            });
            assertThat(failure.failure()).isEqualTo(FailureReason.OBJECTS_DROPPED);
            assertThat(failure.message()).contains("Objects were dropped while pg_dump read the catalogs: 1 relation");
        }
    }

    /** Made after our look and dropped before the next one: nothing is gone, but the server has counted. */
    @Test
    void a_view_that_lived_only_meanwhile_is_seen_by_what_the_server_counted() throws Exception {
        FailedDump dump = source.failed(source.superuser("nowhere"), LONG, running -> {});
        DatabaseConnection app = source.role("reader", "app");
        ReadCatalogSnapshot.Before before = new ReadCatalogSnapshot().read(app);
        source.server().execute("app", "create view brief as select id from base", "drop view brief");
        FailedDump later =
                new FailedDump(app, dump.programs(), dump.ended(), true, false, dump.took(), dump.lockWait(), before);

        await().atMost(SourceFixture.SOON)
                .untilAsserted(() -> assertThat(new DiagnoseDumpFailure(new FindLongestCopyRow())
                                .explain(later)
                                .failure())
                        .isEqualTo(FailureReason.OBJECTS_DROPPED));
    }

    @Test
    void temporary_tables_of_others_are_no_reason() throws Exception {
        FailedDump dump = source.failed(source.superuser("nowhere"), LONG, running -> {});
        DatabaseConnection app = source.role("reader", "app");
        ReadCatalogSnapshot.Before before = new ReadCatalogSnapshot().read(app);
        source.server()
                .execute(
                        "app",
                        "create temp table scratch (id int primary key, v text default 'x'); drop table scratch");
        FailedDump later =
                new FailedDump(app, dump.programs(), dump.ended(), true, false, dump.took(), dump.lockWait(), before);

        assertThat(new DiagnoseDumpFailure(new FindLongestCopyRow()).explain(later).failure())
                .isEqualTo(FailureReason.UNRECOGNISED);
    }

    @Test
    void a_session_that_an_administrator_ended() throws Exception {
        try (java.sql.Connection holder = source.locked("app", "base")) {
            DumpFailure failure = source.failure(source.role("reader", "app"), LONG, dump -> {
                source.awaitWaitingForLock();
                source.server().execute("postgres", "select pg_terminate_backend(" + source.backend() + ")");
            });
            assertThat(holder.isValid(1)).isTrue();
            assertThat(failure.failure()).isEqualTo(FailureReason.SERVER_BUSY);
            assertThat(failure.message()).contains("ended by an administrator");
        }
    }

    @Test
    void a_server_that_was_started_again() throws Exception {
        try (java.sql.Connection holder = source.locked("app", "base")) {
            DumpFailure failure = source.failure(source.role("reader", "app"), LONG, dump -> {
                source.awaitWaitingForLock();
                source.server().restart();
            });
            assertThat(holder.isValid(1)).isFalse();
            assertThat(failure.failure()).isEqualTo(FailureReason.UNREACHABLE);
            assertThat(failure.message()).contains("The server was restarted during the dump");
        }
    }

    @Test
    void a_server_one_of_whose_processes_crashed() throws Exception {
        try (java.sql.Connection holder = source.locked("app", "base")) {
            FailedDump dump = source.failed(source.role("reader", "app"), LONG, running -> {
                source.awaitWaitingForLock();
                ProcessHandle.of(source.backend()).orElseThrow().destroyForcibly();
            });
            source.awaitAnswer();

            DumpFailure failure = new DiagnoseDumpFailure(new FindLongestCopyRow()).explain(dump);
            assertThat(holder.isValid(1)).isFalse();
            assertThat(failure.failure()).isEqualTo(FailureReason.UNREACHABLE);
            assertThat(failure.message()).contains("A server process crashed during the dump");
        }
    }

    @Test
    void a_killed_pg_dump() throws Exception {
        try (java.sql.Connection holder = source.locked("app", "base")) {
            DumpFailure failure = source.failure(source.role("reader", "app"), LONG, dump -> {
                source.awaitWaitingForLock();
                ProcessHandle.of(dump.pid()).orElseThrow().destroyForcibly();
            });
            assertThat(holder.isValid(1)).isTrue();
            assertThat(failure.failure()).isEqualTo(FailureReason.TOOL_FAILED);
            assertThat(failure.message()).contains("signal 9");
        }
    }
}
