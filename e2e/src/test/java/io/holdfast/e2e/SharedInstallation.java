package io.holdfast.e2e;

import io.holdfast.localstack.LocalStack;
import io.holdfast.localstack.StackPlan;

/** One installation for all happy paths of this JVM, because starting it is most of their time. */
final class SharedInstallation {

    /** Held by each test class that uses it, because the tests would see what others do. */
    static final String LOCK = "shared installation";

    /** Has tables of many types, and roles. */
    static final String APP = "app";

    /** Loses its rows. */
    static final String SHRINKING = "shrinking";

    /** Is planned every minute. */
    static final String PLANNED = "planned";

    /** Is configured, but its server has no such database. */
    static final String ABSENT = "absent";

    private static final TraceCollector COLLECTOR = TraceCollector.start();
    private static final Installation INSTALLATION = start();

    private SharedInstallation() {}

    static Installation installation() {
        return INSTALLATION;
    }

    /** Takes the traces of all its services. */
    static TraceCollector traceCollector() {
        return COLLECTOR;
    }

    private static Installation start() {
        Installation installation = Installation.start(
                plan -> traced(plan)
                        .withScratch()
                        .with("scheduler-service", "holdfast.databases." + PLANNED + ".schedules.full", "* * * * *")
                        // So that there is one to be measured; what it waits for never happens here.
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

    private static StackPlan traced(StackPlan plan) {
        for (String service : LocalStack.SERVICES) {
            plan.with(service, "quarkus.otel.sdk.disabled", "false")
                    .with(service, "quarkus.otel.exporter.otlp.endpoint", COLLECTOR.address())
                    .with(service, "quarkus.otel.bsp.schedule.delay", "100ms");
        }
        return plan;
    }
}
