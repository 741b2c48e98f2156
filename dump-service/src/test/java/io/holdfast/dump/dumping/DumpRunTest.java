package io.holdfast.dump.dumping;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.dump.dumping.DumpRun.AfterRunning;
import io.holdfast.dump.dumping.DumpRun.Failed;
import io.holdfast.dump.dumping.DumpRun.Queued;
import io.holdfast.dump.dumping.DumpRun.Running;
import io.holdfast.dump.dumping.DumpRun.WaitingRetry;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.FailureReason;
import io.holdfast.events.RequestRef;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DumpRunTest {

    private static final Instant NOW = Instant.parse("2026-05-18T02:00:00Z");
    private static final RetryPolicy POLICY = new RetryPolicy(Duration.ofSeconds(10), Duration.ofMinutes(15));
    private static final RunLease LEASE = new RunLease("worker", NOW.plusSeconds(30));

    private final Queued queued = new Queued(
            new ValidatedBackupRequest(
                    new BackupId(new UUID(0, 1)),
                    new DatabaseId("app"),
                    BackupKind.FULL,
                    new RequestRef(URI.create("/ci"), "1"),
                    null,
                    null,
                    NOW),
            0,
            0);

    @Test
    void each_start_is_a_new_attempt() {
        Running first = queued.start("app_full_20260518_020000.dump", LEASE, NOW);
        AfterRunning failed = first.fail(FailureReason.UNREACHABLE, "no answer", POLICY, NOW);

        assertThat(failed).isInstanceOfSatisfying(WaitingRetry.class, waiting -> {
            assertThat(waiting.retryAt()).isEqualTo(NOW.plusSeconds(10));
            assertThat(waiting.start("app_full_20260518_020010.dump", LEASE, NOW)
                            .attempt())
                    .isEqualTo(2);
        });
    }

    @Test
    void a_permanent_failure_ends_the_backup() {
        Running running = queued.start("app_full_20260518_020000.dump", LEASE, NOW);

        assertThat(running.fail(FailureReason.PERMISSION, "may not read users", POLICY, NOW))
                .isEqualTo(new Failed(queued.request(), 1, FailureReason.PERMISSION, "may not read users", null));
    }

    @Test
    void an_interruption_is_not_counted_as_a_failure() {
        Running running = queued.start("app_full_20260518_020000.dump", LEASE, NOW);

        assertThat(running.fail(FailureReason.INTERRUPTED, "worker lost", POLICY, NOW))
                .isEqualTo(
                        new WaitingRetry(queued.request(), 1, 0, FailureReason.INTERRUPTED, "worker lost", null, NOW));
    }
}
