package io.holdfast.e2e;

/** One installation for all happy paths of this JVM, because starting it is most of their time. */
final class Shared {

    /** Has tables of many types, and roles. */
    static final String APP = "app";

    /** Loses its rows. */
    static final String SHRINKING = "shrinking";

    /** Is planned every minute. */
    static final String PLANNED = "planned";

    /** Is configured, but its server has no such database. */
    static final String ABSENT = "absent";

    private static final Installation INSTALLATION = start();

    private Shared() {}

    static Installation installation() {
        return INSTALLATION;
    }

    private static Installation start() {
        Installation installation = Installation.start(
                plan -> plan.withScratch()
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
}
