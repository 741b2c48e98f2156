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

/** Interrupted dumps. The server writes German messages if possible, because no diagnosis may depend on a message. */
@Timeout(900)
class InterruptedDumpIT {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(5);

    private final SourceFixture source = SourceFixture.german();

    @AfterEach
    void server_still_responds() {
        source.awaitAnswer();
    }

    /** The server terminates the session that detects the deadlock. pg_dump's session checks for deadlocks much earlier. */
    @Test
    void a_deadlock_of_pg_dump_is_retried() throws Exception {
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

    /** pg_dump reads the list of views, and reads each definition after it holds all locks. */
    @Test
    void a_view_dropped_during_the_dump_is_not_damage() throws Exception {
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

    /** The view is created after the first snapshot and dropped before the second one. Only the counters show it. */
    @Test
    void a_view_created_and_dropped_during_the_dump_is_detected_by_the_counters() throws Exception {
        FailedPgDumpProcess dump = source.failed(source.superuser("nowhere"), LONG, running -> {});
        DatabaseConnection app = source.role("reader", "app");
        ReadSourceCatalogSnapshot.Before before = new ReadSourceCatalogSnapshot().read(app);
        source.server().execute("app", "create view brief as select id from base", "drop view brief");
        FailedPgDumpProcess later = new FailedPgDumpProcess(
                app, dump.programs(), dump.ended(), true, false, dump.took(), dump.lockWait(), before);

        await().atMost(SourceFixture.SOON)
                .untilAsserted(() -> assertThat(new DiagnoseDumpFailure(new FindOversizedRow())
                                .explain(later)
                                .failure())
                        .isEqualTo(FailureReason.OBJECTS_DROPPED));
    }

    @Test
    void temporary_tables_of_other_sessions_are_not_a_cause() throws Exception {
        FailedPgDumpProcess dump = source.failed(source.superuser("nowhere"), LONG, running -> {});
        DatabaseConnection app = source.role("reader", "app");
        ReadSourceCatalogSnapshot.Before before = new ReadSourceCatalogSnapshot().read(app);
        source.server()
                .execute(
                        "app",
                        "create temp table scratch (id int primary key, v text default 'x'); drop table scratch");
        FailedPgDumpProcess later = new FailedPgDumpProcess(
                app, dump.programs(), dump.ended(), true, false, dump.took(), dump.lockWait(), before);

        assertThat(new DiagnoseDumpFailure(new FindOversizedRow())
                        .explain(later)
                        .failure())
                .isEqualTo(FailureReason.UNRECOGNISED);
    }

    @Test
    void a_session_terminated_by_an_administrator() throws Exception {
        try (java.sql.Connection holder = source.locked("app", "base")) {
            DumpFailure failure = source.failure(source.role("reader", "app"), LONG, dump -> {
                source.awaitWaitingForLock();
                source.server().execute("postgres", "select pg_terminate_backend(" + source.backend() + ")");
            });
            assertThat(holder.isValid(1)).isTrue();
            assertThat(failure.failure()).isEqualTo(FailureReason.SERVER_BUSY);
            assertThat(failure.message()).contains("An administrator terminated sessions");
        }
    }

    @Test
    void a_server_that_was_restarted() throws Exception {
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
    void a_server_with_a_crashed_process() throws Exception {
        try (java.sql.Connection holder = source.locked("app", "base")) {
            FailedPgDumpProcess dump = source.failed(source.role("reader", "app"), LONG, running -> {
                source.awaitWaitingForLock();
                ProcessHandle.of(source.backend()).orElseThrow().destroyForcibly();
            });
            source.awaitAnswer();

            DumpFailure failure = new DiagnoseDumpFailure(new FindOversizedRow()).explain(dump);
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
