package io.holdfast.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.BackupKind;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.RestoreEvent.RestoreCompleted;
import io.holdfast.events.RestoreEvent.RestoreFailed;
import io.holdfast.events.RestoreEvent.RestorePlanned;
import io.holdfast.localstack.KafkaBroker;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.store.FileModes;
import io.holdfast.store.LocalDirectory;
import io.holdfast.testing.PackagedServiceProcess;
import io.holdfast.testing.TestEventLogClient;
import io.holdfast.testing.TestSourceDatabase;
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

/** Kills the packaged service at each step. The live database is then completely the old or the new one, and open. */
@Timeout(900)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestoreFaultIT {

    private static final Duration LONG = Duration.ofMinutes(4);
    private static final String SERVER = "io.holdfast.restoreengine.server.TargetServer";
    private static final String RESTARTED = "restarted";

    /** An in-place restore of the rows of one table. */
    private static final String TABLE = "table";

    @TempDir
    static Path folder;

    private static KafkaBroker kafka;
    private static PostgresServer target;
    private static Map<String, String> settings;

    private static @Nullable PackagedServiceProcess service;

    /** What is killed, and when. */
    record Case(int number, String mode, KillRule death) {

        String database() {
            return "shop" + number;
        }

        @Override
        public String toString() {
            return mode + " killed " + death;
        }
    }

    /** All steps at which the old and the new state exist side by side. */
    static List<Case> cases() {
        return cases(
                0,
                List.of(
                        KillRule.at(SERVER, "refuseConnections", "EXIT"),
                        KillRule.at(SERVER, "swap", "EXIT"),
                        KillRule.at("io.holdfast.postgrestools.PgRestoreIntoDatabase", "start", "EXIT")),
                List.of(KillRule.asStepBegins("compare"), KillRule.asStepBegins("replace")),
                List.of(KillRule.at("io.holdfast.restoreengine.live.ReplaceRows", "replace", "EXIT")));
    }

    static List<Case> stepsBetween() {
        return cases(
                cases().size(),
                List.of(
                        KillRule.asStepBegins("swap"),
                        KillRule.asStepBegins("probe"),
                        KillRule.asStepBegins("hook_before"),
                        KillRule.at(SERVER, "mark", "ENTRY"),
                        KillRule.asStepBegins("stage"),
                        KillRule.asStepBegins("compare")),
                List.of(
                        KillRule.at("io.holdfast.postgrestools.PgRestoreIntoDatabase", "start", "EXIT"),
                        KillRule.asStepBegins("hook_after"),
                        KillRule.asStepBegins("hook_before")),
                List.of(KillRule.asStepBegins("replace")));
    }

    private static List<Case> cases(
            int first, List<KillRule> inSwaps, List<KillRule> inPlace, List<KillRule> ofTables) {
        List<Case> cases = new ArrayList<>();
        inSwaps.forEach(rule -> cases.add(new Case(first + cases.size(), "swap", rule)));
        inPlace.forEach(rule -> cases.add(new Case(first + cases.size(), "in_place", rule)));
        ofTables.forEach(rule -> cases.add(new Case(first + cases.size(), TABLE, rule)));
        return cases;
    }

    @BeforeAll
    static void a_ground_of_its_own() throws IOException {
        kafka = KafkaBroker.start(folder.resolve("kafka"));
        target = TestInfrastructure.anotherPostgres("target");
        TestInfrastructure fixture = new TestInfrastructure();
        fixture.init(Map.of("schema", "restore_faults"));
        settings = new HashMap<>(fixture.start());
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
        new LocalDirectory("local", TestInfrastructure.backups(), FileModes.OWNER).initialise();
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

    /**
     * The next worker already has the rule for the next kill, which applies only to a first attempt, because each start takes
     * long.
     */
    private static void completedAlthoughKilled(Case one, List<Case> cases) {
        BackupCompleted completed = backedUp(one.database());
        PackagedServiceProcess doomed = service == null || one.equals(cases.getFirst())
                ? restarted(one.death().jvmArgument())
                : service;
        try (TestEventLogClient log = log()) {
            RestoreFixture restoreFixture = new RestoreFixture(log, target, "restore_faults");
            RestorePlanned plan = one.mode().equals(TABLE)
                    ? restoreFixture.plan(restoreFixture.verified(completed), "in_place", "public.messages")
                    : restoreFixture.plan(restoreFixture.verified(completed), one.mode());
            UUID restore = one.mode().equals("swap")
                    ? restoreFixture.approve(plan)
                    : restoreFixture.approveWithSafeguard(plan);
            await().atMost(LONG).until(() -> !doomed.isAlive());
            assertThat(restoreFixture.exists(one.database())).isTrue();

            int next = cases.indexOf(one) + 1;
            service = next < cases.size() ? start(cases.get(next).death().jvmArgument()) : start();

            assertCompletedOnce(log, restoreFixture, restore, one.database());
        }
    }

    @Test
    @Order(3)
    void a_target_that_is_restarted_half_way_has_the_old_database_and_nothing_beside_it() {
        BackupCompleted completed = backedUp(RESTARTED, 1_000_000);
        service = service == null || !service.isAlive() ? start() : service;
        try (TestEventLogClient log = log()) {
            RestoreFixture restoreFixture = new RestoreFixture(log, target, "restore_faults");
            RestorePlanned plan = restoreFixture.plan(restoreFixture.verified(completed), "swap");
            restoreFixture.approve(plan);
            await().atMost(LONG)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> restoreFixture
                                    .ask(
                                            "postgres",
                                            "select count(*) from pg_stat_activity where application_name like '%restore%'"
                                                    + " and datname like '%_beside_%'")
                                    .compareTo("0")
                            > 0);
            target.restart();

            RestoreFailed failed = log.await(RestoreFailed.class, RestoreFixture.of(plan.plan()));

            assertThat(failed.reason()).startsWith("target_");
            assertThat(messages(restoreFixture, RESTARTED)).isEqualTo("1000");
            assertThat(restoreFixture.ask("postgres", besides(RESTARTED))).isEqualTo("0");
        }
    }

    private static void assertCompletedOnce(
            TestEventLogClient log, RestoreFixture restoreFixture, UUID restore, String database) {
        log.await(RestoreCompleted.class, RestoreFixture.of(restore));
        assertThat(messages(restoreFixture, database)).isEqualTo("2000");
        assertThat(restoreFixture.ask("postgres", besides(database))).isEqualTo("0");
        assertThat(log.events(RestoreCompleted.class).filter(RestoreFixture.of(restore)))
                .hasSize(1);
        assertThat(log.events(RestoreFailed.class).filter(RestoreFixture.of(restore)))
                .isEmpty();
    }

    private static String messages(RestoreFixture restoreFixture, String database) {
        return restoreFixture.ask(database, "select count(*) from messages");
    }

    private static String besides(String database) {
        return "select count(*) from pg_database where datname like '" + database + "_beside_%'";
    }

    private static BackupCompleted backedUp(String database) {
        return backedUp(database, 2_000);
    }

    private static BackupCompleted backedUp(String database, int rows) {
        TestSourceDatabase source = new TestSourceDatabase(target, database, TestInfrastructure.backups())
                .execute(
                        "create table messages(id bigint primary key, body text)",
                        "insert into messages select n, md5(n::text) from generate_series(1, " + rows + ") n");
        BackupCompleted completed = source.complete(BackupKind.FULL, Instant.parse("2026-05-18T02:00:00Z"));
        source.execute("delete from messages where id > 1000");
        return completed;
    }

    private static PackagedServiceProcess restarted(String... jvm) {
        if (service != null) {
            service.close();
        }
        return start(jvm);
    }

    private static PackagedServiceProcess start(String... jvm) {
        return PackagedServiceProcess.start(settings, Path.of("target/restore-fault-it.log"), jvm);
    }

    /** The service creates the topics. */
    private static TestEventLogClient log() {
        return await().atMost(LONG)
                .ignoreExceptions()
                .until(() -> new TestEventLogClient(kafka.bootstrap()), log -> true);
    }
}
