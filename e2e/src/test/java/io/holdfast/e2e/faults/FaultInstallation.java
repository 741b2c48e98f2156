package io.holdfast.e2e.faults;

import io.holdfast.e2e.Installation;
import io.holdfast.localstack.LocalStackPlan;
import io.holdfast.localstack.PostgresServer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The installation for all fault tests of this JVM, with a small database and one that takes long to back up. */
final class FaultInstallation {

    /** Each test class that disturbs the installation holds this lock. */
    static final String LOCK = "disturbed installation";

    static final String DUMP = "dump-service";

    /** A few thousand rows, backed up in a moment. */
    static final String SMALL = "small";

    /** About 20 MB that do not compress, written at 2 MB per second, so that a test can disturb the dump. */
    static final String SLOW = "slow";

    /** As large as the slow one, and not backed up before the test in which the disk is too small for it. */
    static final String FILLING = "filling";

    private static @Nullable Installation shared;
    private static @Nullable Installation offSite;

    private FaultInstallation() {}

    /** Everything in it is running, whatever the previous test has broken: the services that take part in a backup. */
    static synchronized Installation installation() {
        Installation installation = shared;
        if (installation == null) {
            installation = Installation.start(
                    plan -> fast(plan).only("scheduler-service", "dump-service", "verify-service", "retention-service"),
                    SMALL,
                    SLOW,
                    FILLING);
            fill(installation.source());
            shared = installation;
        }
        installation.heal();
        return installation;
    }

    /** Another installation, whose backups have a second copy in a bucket. */
    static synchronized Installation withOffSite() {
        Installation installation = offSite;
        if (installation == null) {
            installation = Installation.start(plan -> fast(plan).withOffSite(), SMALL, SLOW, FILLING);
            fill(installation.source());
            offSite = installation;
        }
        installation.heal();
        return installation;
    }

    /** Short leases and delays, so that a test notices a crash soon. Drills run only if a test requests them. */
    private static LocalStackPlan fast(LocalStackPlan plan) {
        for (String database : List.of(SMALL, SLOW, FILLING)) {
            plan.with("verify-service", "holdfast.databases." + database + ".drill.enabled", "false");
        }
        return plan.withScratch()
                .with("retention-service", "holdfast.retention-days", "30")
                .with("retention-service", "holdfast.retention.copying.every", "300ms")
                .with("retention-service", "holdfast.retention.copying.look-every", "2s")
                .with("retention-service", "holdfast.retention.copying.lease", "6s")
                .with("retention-service", "holdfast.retention.copying.retry-after", "1s")
                // All requests of the tests come from one source.
                .with(DUMP, "holdfast.dump.queue-limit", "100")
                .with(DUMP, "holdfast.dump.source-limit", "100")
                .with(DUMP, "holdfast.dump.lease", "6s")
                .with(DUMP, "holdfast.dump.heartbeat", "1s")
                .with(DUMP, "holdfast.dump.poll", "200ms")
                .with(DUMP, "holdfast.dump.bytes-per-second", "2000000")
                .with(DUMP, "holdfast.dump.compression", "none")
                .with(DUMP, "holdfast.dump.retry.first", "1s")
                .with(DUMP, "holdfast.dump.retry.longest", "2s");
    }

    private static void fill(PostgresServer server) {
        server.execute(
                SMALL,
                "create table accounts (id bigint primary key, name text not null)",
                "insert into accounts select i, 'account ' || i from generate_series(1, 5000) i",
                "create table \"Größen\" (id bigint, \"größte\" numeric)",
                "insert into \"Größen\" select i, i * 1.5 from generate_series(1, 300) i");
        for (String large : List.of(SLOW, FILLING)) {
            server.execute(
                    large,
                    "create table noise (id bigint primary key, body text)",
                    "insert into noise select i, repeat(md5(i::text), 30) from generate_series(1, 20000) i");
        }
    }
}
