package io.holdfast.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.Kind;
import io.holdfast.events.RestoreEvent.RestoreCompleted;
import io.holdfast.events.RestoreEvent.RestoreFailed;
import io.holdfast.events.RestoreEvent.RestorePlanned;
import io.holdfast.localstack.KafkaBroker;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.testing.Ground;
import io.holdfast.store.LocalDirectory;
import io.holdfast.store.Modes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packaged service, killed at each step: the live database is the old one, whole, or the new one, whole, and open. */
@Timeout(600)
class RestoreFaultIT {

    private static final Duration LONG = Duration.ofMinutes(4);
    private static final String SERVER = "io.holdfast.restoring.server.TargetServer";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @TempDir
    static Path folder;

    private static KafkaBroker kafka;
    private static PostgresServer target;
    private static Map<String, String> settings;

    private final List<ServiceProcess> services = new ArrayList<>();
    private final String database = "shop" + NUMBER.incrementAndGet();

    static Stream<Death> ofASwap() {
        return Stream.of(
                Death.asStepBegins("stage"),
                Death.at(SERVER, "mark", "ENTRY"),
                Death.asStepBegins("restore"),
                Death.at("io.holdfast.postgrestools.RestoreInto", "start", "EXIT"),
                Death.asStepBegins("compare"),
                Death.asStepBegins("hook_before"),
                Death.at(SERVER, "closeDoor", "EXIT"),
                Death.asStepBegins("swap"),
                Death.at(SERVER, "swap", "EXIT"),
                Death.asStepBegins("probe"));
    }

    static Stream<Death> ofInPlace() {
        return Stream.of(
                Death.asStepBegins("hook_before"),
                Death.asStepBegins("replace"),
                Death.at("io.holdfast.postgrestools.RestoreInto", "start", "EXIT"),
                Death.asStepBegins("compare"),
                Death.asStepBegins("hook_after"));
    }

    @BeforeAll
    static void a_ground_of_its_own() throws IOException {
        kafka = KafkaBroker.start(folder.resolve("kafka"));
        target = Ground.anotherPostgres("target");
        Ground ground = new Ground();
        ground.init(Map.of("schema", "restore_faults"));
        settings = new HashMap<>(ground.start());
        settings.put("kafka.bootstrap.servers", kafka.bootstrap());
        settings.put("quarkus.datasource.jdbc.additional-jdbc-properties.currentSchema", "restore_faults");
        settings.put("quarkus.flyway.default-schema", "restore_faults");
        settings.put("quarkus.http.port", "0");
        settings.put("mp.messaging.connector.smallrye-kafka.session.timeout.ms", "6000");
        settings.put("holdfast.restore.lease", "2s");
        settings.put("holdfast.restore.heartbeat", "PT0.5S");
        settings.put("holdfast.restore.poll", "PT0.1S");
        settings.put("holdfast.restore.work-folder", folder.resolve("work").toString());
        new LocalDirectory("local", Ground.backups(), Modes.OWNER).initialise();
    }

    @AfterAll
    static void end() {
        kafka.kill();
        target.destroy();
    }

    @AfterEach
    void stop_what_still_runs() {
        services.forEach(ServiceProcess::close);
    }

    @ParameterizedTest(name = "killed {0}, a swap is completed once and the live database is whole and open")
    @MethodSource("ofASwap")
    void a_killed_swap_is_completed(Death death) {
        BackupCompleted completed = backedUp();
        ServiceProcess doomed = start(death.jvmArgument());
        try (Log log = log()) {
            Restoring restoring = new Restoring(log, target, "restore_faults");
            UUID restore = restoring.approve(restoring.plan(restoring.verified(completed), "swap"));
            await().atMost(LONG).until(() -> !doomed.isAlive());
            assertThat(restoring.ask("postgres", liveIsThere())).isEqualTo("1");

            start();

            assertCompletedOnce(log, restoring, restore);
        }
    }

    @ParameterizedTest(
            name = "killed {0}, an in-place restore is completed once and the live database is whole and open")
    @MethodSource("ofInPlace")
    void a_killed_in_place_restore_is_completed(Death death) {
        BackupCompleted completed = backedUp();
        ServiceProcess doomed = start(death.jvmArgument());
        try (Log log = log()) {
            Restoring restoring = new Restoring(log, target, "restore_faults");
            UUID restore = restoring.approveWithSafeguard(restoring.plan(restoring.verified(completed), "in_place"));
            await().atMost(LONG).until(() -> !doomed.isAlive());

            start();

            assertCompletedOnce(log, restoring, restore);
        }
    }

    @Test
    void a_target_that_is_restarted_half_way_has_the_old_database_and_nothing_beside_it() {
        BackupCompleted completed = backedUp();
        target.execute(database, "create table marker()");
        start();
        try (Log log = log()) {
            Restoring restoring = new Restoring(log, target, "restore_faults");
            RestorePlanned plan = restoring.plan(restoring.verified(completed), "swap");
            restoring.approve(plan);
            await().atMost(LONG)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> restoring
                                    .ask(
                                            "postgres",
                                            "select count(*) from pg_stat_activity where application_name like '%restore%'"
                                                    + " and datname like '%_beside_%'")
                                    .compareTo("0")
                            > 0);
            target.restart();

            RestoreFailed failed = log.await(RestoreFailed.class, Log.of(plan.plan()));

            assertThat(failed.reason()).startsWith("target_");
            assertThat(messages(restoring)).isEqualTo("1000");
            assertThat(restoring.ask("postgres", besides())).isEqualTo("0");
        }
    }

    private void assertCompletedOnce(Log log, Restoring restoring, UUID restore) {
        log.await(RestoreCompleted.class, Log.of(restore));
        assertThat(messages(restoring)).isEqualTo("2000");
        assertThat(restoring.ask("postgres", besides())).isEqualTo("0");
        assertThat(log.events(RestoreCompleted.class).filter(Log.of(restore))).hasSize(1);
        assertThat(log.events(RestoreFailed.class).filter(Log.of(restore))).isEmpty();
    }

    private String messages(Restoring restoring) {
        return restoring.ask(database, "select count(*) from messages");
    }

    private String besides() {
        return "select count(*) from pg_database where datname like '" + database + "_beside_%'";
    }

    private String liveIsThere() {
        return "select count(*) from pg_database where datname = '" + database + "'";
    }

    private BackupCompleted backedUp() {
        settings.putAll(TestTargets.target(target, database));
        Source source = new Source(target, database, Ground.backups())
                .execute(
                        "create table messages(id bigint primary key, body text)",
                        "insert into messages select n, md5(n::text) from generate_series(1, 2000) n");
        BackupCompleted completed = source.complete(Kind.FULL, Instant.parse("2026-05-18T02:00:00Z"));
        source.execute("delete from messages where id > 1000");
        return completed;
    }

    private ServiceProcess start(String... jvm) {
        ServiceProcess service = ServiceProcess.start(settings, Path.of("target/restore-fault-it.log"), jvm);
        services.add(service);
        return service;
    }

    /** The service makes the topics. */
    private static Log log() {
        return await().atMost(LONG).ignoreExceptions().until(() -> new Log(kafka.bootstrap()), log -> true);
    }
}
