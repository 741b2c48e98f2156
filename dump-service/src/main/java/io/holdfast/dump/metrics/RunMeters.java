package io.holdfast.dump.metrics;

import io.holdfast.dump.dumping.AcceptedRequest;
import io.holdfast.dump.dumping.DumpRun.AfterRunning;
import io.holdfast.dump.dumping.DumpRun.Cancelled;
import io.holdfast.dump.dumping.DumpRun.Completed;
import io.holdfast.dump.dumping.DumpRun.Failed;
import io.holdfast.dump.dumping.DumpRun.WaitingRetry;
import io.holdfast.dump.dumping.Verdict;
import io.holdfast.dump.postgres.RunFigures;
import io.holdfast.dump.settings.Databases;
import io.holdfast.dump.worker.LiveRuns;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Failure;
import io.holdfast.events.Kind;
import io.holdfast.events.Rejection;
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

/** How runs end, and how many wait. Failures are counted per attempt; all else is per backup. */
@ApplicationScoped
class RunMeters {

    private final MeterRegistry registry;
    private final RunFigures figures;
    private final LiveRuns live;
    private final Databases databases;
    private final Clock clock;

    RunMeters(MeterRegistry registry, RunFigures figures, LiveRuns live, Databases databases, Clock clock) {
        this.registry = registry;
        this.figures = figures;
        this.live = live;
        this.databases = databases;
        this.clock = clock;
    }

    /** All series from the start, so that an alert on a missing success needs no first success. */
    void atStartUp(@Observes StartupEvent event) {
        registry.gauge("holdfast_dump_queue_length", figures, RunFigures::open);
        registry.gauge("holdfast_dump_queue_reserved_length", figures, RunFigures::openOfServices);
        registry.gauge("holdfast_dump_running", live, runs -> runs.all().size());
        for (DatabaseId database : databases.ids()) {
            for (Kind kind : Kind.values()) {
                Gauge.builder(
                                "holdfast_dump_last_success_timestamp_seconds",
                                figures,
                                known -> known.lastSuccess(database, kind))
                        .tags(tags(database, kind))
                        .register(registry);
            }
        }
        for (Failure failure : Failure.values()) {
            failures(failure, 0);
        }
        for (Rejection reason : Rejection.values()) {
            refused(reason, 0);
        }
        cancelled(0);
    }

    void onRefusal(@Observes(during = TransactionPhase.AFTER_SUCCESS) Verdict.Refused refused) {
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
        AcceptedRequest request = completed.request();
        Tags tags = tags(request.database(), request.kind());
        registry.timer("holdfast_dump_duration", tags).record(Duration.between(completed.startedAt(), clock.instant()));
        registry.summary("holdfast_dump_size_bytes", tags).record(completed.bytes());
    }

    private void failures(Failure failure, int count) {
        registry.counter("holdfast_dump_failures", "failure", failure.name().toLowerCase(Locale.ROOT))
                .increment(count);
    }

    private void refused(Rejection reason, int count) {
        registry.counter(
                        "holdfast_dump_requests_rejected",
                        "reason",
                        reason.name().toLowerCase(Locale.ROOT))
                .increment(count);
    }

    private void cancelled(int count) {
        registry.counter("holdfast_dump_cancelled").increment(count);
    }

    private static Tags tags(DatabaseId database, Kind kind) {
        return Tags.of("database", database.value(), "kind", kind.word());
    }
}
