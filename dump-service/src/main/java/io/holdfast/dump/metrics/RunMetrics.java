package io.holdfast.dump.metrics;

import io.holdfast.dump.dumping.DumpRequestDecision;
import io.holdfast.dump.dumping.DumpRun.AfterRunning;
import io.holdfast.dump.dumping.DumpRun.Cancelled;
import io.holdfast.dump.dumping.DumpRun.Completed;
import io.holdfast.dump.dumping.DumpRun.Failed;
import io.holdfast.dump.dumping.DumpRun.WaitingRetry;
import io.holdfast.dump.dumping.ValidatedBackupRequest;
import io.holdfast.dump.postgres.RunStatistics;
import io.holdfast.dump.settings.ConfiguredDatabases;
import io.holdfast.dump.worker.RunsInProgress;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.FailureReason;
import io.holdfast.events.RejectionReason;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/** Metrics of runs and of the queue. Failures are counted per attempt, all other metrics per backup. */
@ApplicationScoped
class RunMetrics {

    private final MeterRegistry registry;
    private final RunStatistics figures;
    private final RunsInProgress live;
    private final ConfiguredDatabases databases;
    private final Clock clock;

    RunMetrics(
            MeterRegistry registry,
            RunStatistics figures,
            RunsInProgress live,
            ConfiguredDatabases databases,
            Clock clock) {
        this.registry = registry;
        this.figures = figures;
        this.live = live;
        this.databases = databases;
        this.clock = clock;
    }

    /** Registers all series at start-up, so that alerts about missing backups work before the first success. */
    void atStartUp(@Observes StartupEvent event) {
        registry.gauge("holdfast_dump_queue_length", figures, RunStatistics::open);
        registry.gauge("holdfast_dump_queue_reserved_length", figures, RunStatistics::openOfServices);
        registry.gauge("holdfast_dump_running", live, runs -> runs.all().size());
        for (DatabaseId database : databases.ids()) {
            for (BackupKind kind : BackupKind.values()) {
                Gauge.builder(
                                "holdfast_dump_last_success_timestamp_seconds",
                                figures,
                                known -> known.lastSuccess(database, kind))
                        .tags(tags(database, kind))
                        .register(registry);
            }
        }
        for (FailureReason failure : FailureReason.values()) {
            failures(failure, 0);
        }
        for (RejectionReason reason : RejectionReason.values()) {
            refused(reason, 0);
        }
        cancelled(0);
    }

    void onRefusal(@Observes(during = TransactionPhase.AFTER_SUCCESS) DumpRequestDecision.Refused refused) {
        refused(refused.reason(), 1);
    }

    void onEnd(@Observes(during = TransactionPhase.AFTER_SUCCESS) AfterRunning after) {
        switch (after) {
            case Completed completed -> completed(completed);
            case WaitingRetry retry -> failures(retry.failure(), 1);
            case Failed failed -> failures(failed.failure(), 1);
            case Cancelled cancelled -> cancelled(1);
        }
    }

    private void completed(Completed completed) {
        ValidatedBackupRequest request = completed.request();
        Tags tags = tags(request.database(), request.kind());
        registry.timer("holdfast_dump_duration", tags).record(Duration.between(completed.startedAt(), clock.instant()));
        registry.summary("holdfast_dump_size_bytes", tags).record(completed.bytes());
    }

    private void failures(FailureReason failure, int count) {
        registry.counter("holdfast_dump_failures", "failure", failure.name().toLowerCase(Locale.ROOT))
                .increment(count);
    }

    private void refused(RejectionReason reason, int count) {
        registry.counter(
                        "holdfast_dump_requests_rejected",
                        "reason",
                        reason.name().toLowerCase(Locale.ROOT))
                .increment(count);
    }

    private void cancelled(int count) {
        registry.counter("holdfast_dump_cancelled").increment(count);
    }

    private static Tags tags(DatabaseId database, BackupKind kind) {
        return Tags.of("database", database.value(), "kind", kind.label());
    }
}
