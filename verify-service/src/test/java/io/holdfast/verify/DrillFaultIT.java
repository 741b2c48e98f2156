package io.holdfast.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.BackupKind;
import io.holdfast.events.DrillEvent.DrillCompleted;
import io.holdfast.events.DrillEvent.DrillImpossible;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.Finding;
import io.holdfast.events.OperatorRequest.DrillRequested;
import io.holdfast.events.VerificationLevel;
import io.holdfast.localstack.KafkaBroker;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.store.FileModes;
import io.holdfast.store.LocalDirectory;
import io.holdfast.testing.PackagedServiceProcess;
import io.holdfast.testing.TestEventLogClient;
import io.holdfast.testing.TestSourceDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills the packaged service while pg_restore writes into the temporary database. */
@Timeout(900)
class DrillFaultIT {

    private static final Duration START = Duration.ofMinutes(4);

    @TempDir
    static Path folder;

    private static KafkaBroker kafka;
    private static PostgresServer scratch;
    private static Map<String, String> settings;
    private static Path gate;
    private static Path restoring;

    private final List<PackagedServiceProcess> services = new ArrayList<>();

    @BeforeAll
    static void a_ground_of_its_own() throws IOException {
        kafka = KafkaBroker.start(folder.resolve("kafka"));
        scratch = TestInfrastructure.anotherPostgres("scratch-faults");
        gate = folder.resolve("gate");
        restoring = folder.resolve("restoring");
        TestInfrastructure fixture = new TestInfrastructure();
        fixture.init(Map.of("schema", "drill_faults"));
        settings = new HashMap<>(fixture.start());
        settings.put("kafka.bootstrap.servers", kafka.bootstrap());
        settings.put("quarkus.datasource.jdbc.additional-jdbc-properties.currentSchema", "drill_faults");
        settings.put("quarkus.flyway.default-schema", "drill_faults");
        settings.put("quarkus.http.port", "0");
        settings.put("mp.messaging.connector.smallrye-kafka.session.timeout.ms", "6000");
        settings.put("holdfast.verify.lease", "2s");
        settings.put("holdfast.verify.heartbeat", "PT0.5S");
        settings.put("holdfast.verify.poll", "PT0.2S");
        settings.put("holdfast.verify.retry.first", "PT0.5S");
        settings.put("holdfast.verify.work-folder", folder.resolve("work").toString());
        settings.put("holdfast.verify.client-programs", slowPgRestore().toString());
        settings.put("holdfast.drills.server.host", scratch.host());
        settings.put("holdfast.drills.server.port", Integer.toString(scratch.port()));
        settings.put("holdfast.drills.server.username", scratch.superuser());
        settings.put("holdfast.drills.server.password", scratch.password());
        new LocalDirectory("local", TestInfrastructure.backups(), FileModes.OWNER).initialise();
    }

    /** A pg_restore that reports that it has started to write into a database, and then waits until the gate opens. */
    private static Path slowPgRestore() throws IOException {
        Path programs = Files.createDirectories(folder.resolve("programs"));
        for (String program : List.of("pg_dump", "pg_dumpall", "psql")) {
            Files.createSymbolicLink(
                    programs.resolve(program), TestInfrastructure.postgres().program(program));
        }
        Path pgRestore = Files.writeString(programs.resolve("pg_restore"), """
                    #!/bin/sh
                    case "$*" in *--dbname=*) touch %s; until [ -e %s ]; do sleep 0.1; done ;; esac
                    exec %s "$@"
                    """.formatted(
                        restoring, gate, TestInfrastructure.postgres().program("pg_restore")));
        Files.setPosixFilePermissions(pgRestore, PosixFilePermissions.fromString("rwxr-xr-x"));
        return programs;
    }

    @AfterAll
    static void end() {
        kafka.kill();
        scratch.destroy();
    }

    @BeforeEach
    void the_gate_is_shut() throws IOException {
        Files.deleteIfExists(gate);
        Files.deleteIfExists(restoring);
    }

    @AfterEach
    void stop_what_still_runs() {
        services.forEach(PackagedServiceProcess::close);
    }

    @Test
    void killed_three_times_over_one_drill_it_sets_that_aside_and_drills_the_next() throws Exception {
        PackagedServiceProcess service = start();
        try (TestEventLogClient log = log()) {
            BackupCompleted deadly = complete("deadly_drill");
            log.publish(deadly);
            for (int death = 1; death <= 3; death++) {
                await().atMost(START).until(() -> Files.exists(restoring));
                service.kill();
                Files.delete(restoring);
                service = start();
            }

            DrillImpossible aside =
                    log.await(DrillImpossible.class, drill -> drill.backup().equals(deadly.backup()));

            assertThat(aside.missing()).extracting(Finding::code).containsExactly("worker_died");
            Files.createFile(gate);
            BackupCompleted next = complete("after_deadly_drill");
            log.publish(next);
            log.await(DrillCompleted.class, drill -> drill.backup().equals(next.backup()));
            assertThat(log.events(DrillCompleted.class)
                            .filter(drill -> drill.backup().equals(deadly.backup())))
                    .isEmpty();
            log.publish(new DrillRequested("deadly_drill", deadly.backup(), "ann"));
            log.await(DrillCompleted.class, drill -> drill.backup().equals(deadly.backup()));
            await().atMost(TestEventLogClient.PATIENCE)
                    .untilAsserted(() -> assertThat(drillDatabases()).isEmpty());
        }
    }

    private static BackupCompleted complete(String database) {
        return new TestSourceDatabase(TestInfrastructure.postgres(), database, TestInfrastructure.backups())
                .execute("create table if not exists t as select generate_series(1, 1000) as n")
                .complete(BackupKind.FULL, Instant.parse("2026-05-18T02:00:00Z"));
    }

    @Test
    void killed_while_restoring_it_drills_anew_and_leaves_nothing_behind() throws Exception {
        PackagedServiceProcess killed = start();
        try (TestEventLogClient log = log()) {
            BackupCompleted completed = complete("killed_drill");
            log.publish(completed);
            await().atMost(START).until(() -> Files.exists(restoring));
            assertThat(drillDatabases()).hasSize(1);

            killed.kill();
            Files.createFile(gate);
            start();

            DrillCompleted done =
                    log.await(DrillCompleted.class, drill -> drill.backup().equals(completed.backup()));
            assertThat(done.level()).isEqualTo(VerificationLevel.L4);
            await().atMost(TestEventLogClient.PATIENCE)
                    .untilAsserted(() -> assertThat(drillDatabases()).isEmpty());
            await().atMost(TestEventLogClient.PATIENCE)
                    .untilAsserted(() -> assertThat(work()).isEmpty());
            assertThat(log.events(DrillCompleted.class)
                            .filter(drill -> drill.backup().equals(completed.backup())))
                    .hasSize(1);
        }
    }

    private PackagedServiceProcess start() {
        PackagedServiceProcess service = PackagedServiceProcess.start(settings, Path.of("target/drill-fault-it.log"));
        services.add(service);
        return service;
    }

    /** The service creates the topics. */
    private static TestEventLogClient log() {
        return await().atMost(START)
                .ignoreExceptions()
                .until(() -> new TestEventLogClient(kafka.bootstrap()), log -> true);
    }

    private static List<Path> work() throws IOException {
        try (Stream<Path> left = Files.list(folder.resolve("work"))) {
            return left.toList();
        }
    }

    private static List<String> drillDatabases() throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = scratch.connect("postgres");
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("select datname from pg_database where datname like 'holdfast_drill_%'")) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }
}
