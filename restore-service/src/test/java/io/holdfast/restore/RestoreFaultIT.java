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
import io.holdfast.testing.Log;
import io.holdfast.testing.PackagedService;
import io.holdfast.testing.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packaged service, killed at each step: the live database is the old one, whole, or the new one, whole, and open. */
@Timeout(600)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestoreFaultIT {

    private static final Duration LONG = Duration.ofMinutes(4);
    private static final String SERVER = "io.holdfast.restoring.server.TargetServer";
    private static final String RESTARTED = "restarted";

    /** In place, the rows of one table. */
    private static final String TABLE = "table";

    @TempDir
    static Path folder;

    private static KafkaBroker kafka;
    private static PostgresServer target;
    private static Map<String, String> settings;

    private static @Nullable PackagedService service;

    /** What is killed when. */
    record Case(int number, String mode, Death death) {

        String database() {
            return "shop" + number;
        }

        @Override
        public String toString() {
            return mode + " killed " + death;
        }
    }

    /** At every step where what was there before and what comes after lie side by side. */
    static List<Case> cases() {
        return cases(
                0,
                List.of(
                        Death.at(SERVER, "closeDoor", "EXIT"),
                        Death.at(SERVER, "swap", "EXIT"),
                        Death.at("io.holdfast.postgrestools.RestoreInto", "start", "EXIT")),
                List.of(Death.asStepBegins("compare"), Death.asStepBegins("replace")),
                List.of(Death.at("io.holdfast.restoring.live.ReplaceRows", "replace", "EXIT")));
    }

    static List<Case> stepsBetween() {
        return cases(
                cases().size(),
                List.of(
                        Death.asStepBegins("swap"),
                        Death.asStepBegins("probe"),
                        Death.asStepBegins("hook_before"),
                        Death.at(SERVER, "mark", "ENTRY"),
                        Death.asStepBegins("stage"),
                        Death.asStepBegins("compare")),
                List.of(
                        Death.at("io.holdfast.postgrestools.RestoreInto", "start", "EXIT"),
                        Death.asStepBegins("hook_after"),
                        Death.asStepBegins("hook_before")),
                List.of(Death.asStepBegins("replace")));
    }

    private static List<Case> cases(int first, List<Death> inSwaps, List<Death> inPlace, List<Death> ofTables) {
        List<Case> cases = new ArrayList<>();
        inSwaps.forEach(death -> cases.add(new Case(first + cases.size(), "swap", death)));
        inPlace.forEach(death -> cases.add(new Case(first + cases.size(), "in_place", death)));
        ofTables.forEach(death -> cases.add(new Case(first + cases.size(), TABLE, death)));
        return cases;
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
        Stream.concat(cases().stream(), stepsBetween().stream())
                .forEach(one -> settings.putAll(TestTargets.target(target, one.database())));
        settings.putAll(TestTargets.target(target, RESTARTED));
        new LocalDirectory("local", Ground.backups(), Modes.OWNER).initialise();
    }

    @AfterAll
    static void end() {
        if (service != null) {
            service.close();
        }
        kafka.kill();
        target.destroy();
    }

    @Order(1)
    @ParameterizedTest(name = "{0}: it is completed once, and the live database is whole and open")
    @MethodSource("cases")
    void a_killed_restore_is_completed(Case one) {
        completedAlthoughKilled(one, cases());
    }

    @Tag("long")
    @Order(2)
    @ParameterizedTest(name = "{0}: it is completed once, and the live database is whole and open")
    @MethodSource("stepsBetween")
    void so_is_one_that_is_killed_at_any_step_between(Case one) {
        completedAlthoughKilled(one, stepsBetween());
    }

    /** Whoever takes over is prepared to die in the next case, at a first attempt only: each start takes long. */
    private static void completedAlthoughKilled(Case one, List<Case> cases) {
        BackupCompleted completed = backedUp(one.database());
        PackagedService doomed = service == null || one.equals(cases.getFirst())
                ? restarted(one.death().jvmArgument())
                : service;
        try (Log log = log()) {
            Restoring restoring = new Restoring(log, target, "restore_faults");
            RestorePlanned plan = one.mode().equals(TABLE)
                    ? restoring.plan(restoring.verified(completed), "in_place", "public.messages")
                    : restoring.plan(restoring.verified(completed), one.mode());
            UUID restore = one.mode().equals("swap") ? restoring.approve(plan) : restoring.approveWithSafeguard(plan);
            await().atMost(LONG).until(() -> !doomed.isAlive());
            assertThat(restoring.exists(one.database())).isTrue();

            int next = cases.indexOf(one) + 1;
            service = next < cases.size() ? start(cases.get(next).death().jvmArgument()) : start();

            assertCompletedOnce(log, restoring, restore, one.database());
        }
    }

    @Test
    @Order(3)
    void a_target_that_is_restarted_half_way_has_the_old_database_and_nothing_beside_it() {
        BackupCompleted completed = backedUp(RESTARTED, 1_000_000);
        service = service == null || !service.isAlive() ? start() : service;
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

            RestoreFailed failed = log.await(RestoreFailed.class, Restoring.of(plan.plan()));

            assertThat(failed.reason()).startsWith("target_");
            assertThat(messages(restoring, RESTARTED)).isEqualTo("1000");
            assertThat(restoring.ask("postgres", besides(RESTARTED))).isEqualTo("0");
        }
    }

    private static void assertCompletedOnce(Log log, Restoring restoring, UUID restore, String database) {
        log.await(RestoreCompleted.class, Restoring.of(restore));
        assertThat(messages(restoring, database)).isEqualTo("2000");
        assertThat(restoring.ask("postgres", besides(database))).isEqualTo("0");
        assertThat(log.events(RestoreCompleted.class).filter(Restoring.of(restore)))
                .hasSize(1);
        assertThat(log.events(RestoreFailed.class).filter(Restoring.of(restore)))
                .isEmpty();
    }

    private static String messages(Restoring restoring, String database) {
        return restoring.ask(database, "select count(*) from messages");
    }

    private static String besides(String database) {
        return "select count(*) from pg_database where datname like '" + database + "_beside_%'";
    }

    private static BackupCompleted backedUp(String database) {
        return backedUp(database, 2_000);
    }

    private static BackupCompleted backedUp(String database, int rows) {
        Source source = new Source(target, database, Ground.backups())
                .execute(
                        "create table messages(id bigint primary key, body text)",
                        "insert into messages select n, md5(n::text) from generate_series(1, " + rows + ") n");
        BackupCompleted completed = source.complete(Kind.FULL, Instant.parse("2026-05-18T02:00:00Z"));
        source.execute("delete from messages where id > 1000");
        return completed;
    }

    private static PackagedService restarted(String... jvm) {
        if (service != null) {
            service.close();
        }
        return start(jvm);
    }

    private static PackagedService start(String... jvm) {
        return PackagedService.start(settings, Path.of("target/restore-fault-it.log"), jvm);
    }

    /** The service makes the topics. */
    private static Log log() {
        return await().atMost(LONG).ignoreExceptions().until(() -> new Log(kafka.bootstrap()), log -> true);
    }
}
