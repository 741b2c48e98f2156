package io.holdfast.dump.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.dump.dumping.DumpRun.Running;
import io.holdfast.dump.dumping.RunLease;
import io.holdfast.dump.dumping.ValidatedBackupRequest;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.RequestRef;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RunInProgressTest {

    private static final Instant NOW = Instant.parse("2026-05-18T02:00:00Z");

    private final RunInProgress live = new RunInProgress(new Running(
            new ValidatedBackupRequest(
                    new BackupId(new UUID(0, 1)),
                    new DatabaseId("app"),
                    BackupKind.FULL,
                    new RequestRef(URI.create("/ci"), "1"),
                    null,
                    null,
                    NOW),
            1,
            0,
            "app_full_20260518_020000.dump",
            new RunLease("worker", NOW),
            NOW));

    @Test
    void the_first_reason_to_stop_counts() {
        live.stop(new DumpStopReason.CancellationRequested("ada", "wrong database"));
        live.stop(new DumpStopReason.ServiceStops());

        assertThat(live.dumpStopReason()).contains(new DumpStopReason.CancellationRequested("ada", "wrong database"));
    }

    @Test
    void a_slow_preflight_is_not_a_stall() {
        live.watch(NOW, Duration.ofSeconds(5));
        live.watch(NOW.plusSeconds(60), Duration.ofSeconds(5));

        assertThat(live.dumpStopReason()).isEmpty();
    }

    @Test
    void without_a_previous_backup_there_is_no_percentage() {
        assertThat(live.percent()).isNull();
    }

    @Test
    void the_rate_limiter_delays_bytes_that_are_too_early() {
        AtomicLong nanos = new AtomicLong();
        DumpRateLimiter pace = new DumpRateLimiter(1_000_000, nanos::get);

        assertThat(pace.nanosAhead()).isZero();
        nanos.set(2_000_000_000);
        assertThat(pace.nanosAhead()).isNegative();
    }
}
