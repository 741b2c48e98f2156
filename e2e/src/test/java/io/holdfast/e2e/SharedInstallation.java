package io.holdfast.e2e;

import io.holdfast.localstack.LocalStack;
import io.holdfast.localstack.LocalStackPlan;

/** One installation for all tests of this JVM that break nothing, because starting it takes most of their time. */
final class SharedInstallation {

    /** Each test class that uses it holds this lock, because the tests would see each other's backups. */
    static final String LOCK = "shared installation";

    /** Has tables of many types, and roles. */
    static final String APP = "app";

    /** Loses its rows. */
    static final String SHRINKING = "shrinking";

    /** Planned every minute. */
    static final String PLANNED = "planned";

    /** Configured, but its server has no such database. */
    static final String ABSENT = "absent";

    private static final TraceCollector COLLECTOR = TraceCollector.start();
    private static final Installation INSTALLATION = start();

    private SharedInstallation() {}

    static Installation installation() {
        return INSTALLATION;
    }

    /** Collects the traces of all its services. */
    static TraceCollector traceCollector() {
        return COLLECTOR;
    }

    private static Installation start() {
        Installation installation = Installation.start(
                plan -> traced(plan)
                        .withScratch()
                        .with("scheduler-service", "holdfast.databases." + PLANNED + ".schedules.full", "* * * * *")
                        // Adds a sink so that its metrics exist. The test never sends anything to it.
                        .with("notify-service", "holdfast.notify.sinks.quiet.url", "https://sink.invalid/")
                        .with("notify-service", "holdfast.notify.sinks.quiet.events", "holdfast.catalogue.diverged.v1"),
                APP,
                SHRINKING,
                PLANNED,
                ABSENT);
        SourceData.fill(installation.source(), APP, 20_000);
        SourceData.fill(installation.source(), SHRINKING, 20_000);
        SourceData.fill(installation.source(), PLANNED, 100);
        installation.source().execute("postgres", "drop database " + ABSENT);
        return installation;
    }

    private static LocalStackPlan traced(LocalStackPlan plan) {
        for (String service : LocalStack.SERVICES) {
            plan.with(service, "quarkus.otel.sdk.disabled", "false")
                    .with(service, "quarkus.otel.exporter.otlp.endpoint", COLLECTOR.address())
                    .with(service, "quarkus.otel.bsp.schedule.delay", "100ms");
        }
        return plan;
    }
}
