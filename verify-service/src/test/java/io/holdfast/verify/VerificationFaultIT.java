package io.holdfast.verify;

import static io.holdfast.verify.RunningService.about;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.BackupKind;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.OperatorRequest.VerifyRequested;
import io.holdfast.events.RetentionEvent.BackupPinned;
import io.holdfast.events.RetentionEvent.BackupUnpinned;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationEvent.VerificationInconclusive;
import io.holdfast.localstack.KafkaBroker;
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
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the packaged service in the middle of a verification. It has a separate broker, so that no other service interferes.
 */
@Timeout(900)
class VerificationFaultIT {

    private static final Duration START = Duration.ofMinutes(4);

    @TempDir
    static Path folder;

    private static KafkaBroker kafka;
    private static Map<String, String> settings;

    private final List<PackagedServiceProcess> services = new ArrayList<>();
    private final Path gate = folder.resolve("gate-" + UUID.randomUUID());
    private final Path reading = folder.resolve("reading-" + UUID.randomUUID());

    @BeforeAll
    static void a_ground_of_its_own() throws IOException {
        kafka = KafkaBroker.start(folder.resolve("kafka"));
        TestInfrastructure fixture = new TestInfrastructure();
        fixture.init(Map.of("schema", "verify_faults"));
        settings = new HashMap<>(fixture.start());
        settings.put("kafka.bootstrap.servers", kafka.bootstrap());
        settings.put("quarkus.datasource.jdbc.additional-jdbc-properties.currentSchema", "verify_faults");
        settings.put("quarkus.flyway.default-schema", "verify_faults");
        settings.put("quarkus.http.port", "0");
        settings.put("mp.messaging.connector.smallrye-kafka.session.timeout.ms", "6000");
        settings.put("holdfast.verify.lease", "2s");
        settings.put("holdfast.verify.heartbeat", "PT0.5S");
        settings.put("holdfast.verify.poll", "PT0.2S");
        settings.put("holdfast.verify.retry.first", "PT0.5S");
        new LocalDirectory("local", TestInfrastructure.backups(), FileModes.OWNER).initialise();
    }

    @AfterAll
    static void end() {
        kafka.kill();
    }

    /** A pg_restore that reports that it has started, and then waits until the gate opens. */
    @BeforeEach
    void a_slow_pg_restore() throws IOException {
        Path programs = Files.createDirectories(folder.resolve("programs-" + UUID.randomUUID()));
        for (String program : List.of("pg_dump", "pg_dumpall", "psql")) {
            Files.createSymbolicLink(
                    programs.resolve(program), TestInfrastructure.postgres().program(program));
        }
        Path pgRestore = Files.writeString(programs.resolve("pg_restore"), """
                #!/bin/sh
                touch %s
                until [ -e %s ]; do sleep 0.1; done
                exec %s "$@"
                """.formatted(
                        reading, gate, TestInfrastructure.postgres().program("pg_restore")));
        Files.setPosixFilePermissions(pgRestore, PosixFilePermissions.fromString("rwxr-xr-x"));
        settings.put("holdfast.verify.client-programs", programs.toString());
    }

    @AfterEach
    void stop_what_still_runs() {
        services.forEach(PackagedServiceProcess::close);
    }

    @Test
    void killed_while_reading_it_verifies_once_when_it_is_back() throws IOException {
        PackagedServiceProcess killed = start();
        try (TestEventLogClient log = log()) {
            BackupCompleted completed = complete("killed");
            log.publish(completed);
            await().atMost(START).until(() -> Files.exists(reading));

            killed.kill();
            Files.createFile(gate);
            start();

            assertVerifiedOnceAndUnpinned(log, completed);
        }
    }

    @Test
    void paused_past_its_lease_it_records_nothing_when_it_wakes_up() throws IOException {
        PackagedServiceProcess paused = start();
        try (TestEventLogClient log = log()) {
            BackupCompleted completed = complete("paused");
            log.publish(completed);
            await().atMost(START).until(() -> Files.exists(reading));
            paused.pause();
            Files.createFile(gate);
            start();
            await().atMost(START).until(() -> attempts(completed) == 2);

            paused.wake();

            BackupCompleted next = complete("paused_next");
            log.publish(next);
            log.await(BackupVerified.class, about(next.backup()));
            assertVerifiedOnceAndUnpinned(log, completed);
        }
    }

    @Test
    void killed_three_times_over_one_backup_it_sets_that_aside_and_verifies_the_next() throws IOException {
        PackagedServiceProcess service = start();
        try (TestEventLogClient log = log()) {
            BackupCompleted deadly = complete("deadly");
            log.publish(deadly);
            for (int death = 1; death <= 3; death++) {
                await().atMost(START).until(() -> Files.exists(reading));
                service.kill();
                Files.delete(reading);
                service = start();
            }

            VerificationInconclusive aside = log.await(VerificationInconclusive.class, about(deadly.backup()));

            assertThat(aside.workerDeaths()).isEqualTo(3);
            assertThat(requireNonNull(aside.retryAt())).isAfter(Instant.now().plus(Duration.ofHours(23)));
            Files.createFile(gate);
            BackupCompleted next = complete("after_deadly");
            log.publish(next);
            log.await(BackupVerified.class, about(next.backup()));
            assertThat(log.events(BackupVerified.class).filter(about(deadly.backup())))
                    .isEmpty();
            log.publish(new VerifyRequested("deadly", deadly.backup(), "ann"));
            log.await(BackupVerified.class, about(deadly.backup()));
        }
    }

    private static void assertVerifiedOnceAndUnpinned(TestEventLogClient log, BackupCompleted completed) {
        log.await(BackupVerified.class, about(completed.backup()));
        await().atMost(TestEventLogClient.PATIENCE).untilAsserted(() -> {
            List<UUID> pins = log.events(BackupPinned.class)
                    .filter(pinned -> pinned.backup().equals(completed.backup()))
                    .map(BackupPinned::pin)
                    .distinct()
                    .toList();
            List<UUID> unpinned = log.events(BackupUnpinned.class)
                    .filter(gone -> gone.backup().equals(completed.backup()))
                    .map(BackupUnpinned::pin)
                    .distinct()
                    .toList();
            assertThat(unpinned).containsExactlyInAnyOrderElementsOf(pins);
        });
        assertThat(log.events(BackupVerified.class).filter(about(completed.backup())))
                .hasSize(1);
    }

    private PackagedServiceProcess start() {
        PackagedServiceProcess service =
                PackagedServiceProcess.start(settings, Path.of("target/verification-fault-it.log"));
        services.add(service);
        return service;
    }

    /** The service creates the topics. */
    private static TestEventLogClient log() {
        return await().atMost(START)
                .ignoreExceptions()
                .until(() -> new TestEventLogClient(kafka.bootstrap()), log -> true);
    }

    private static int attempts(BackupCompleted completed) throws SQLException {
        try (Connection catalogue = TestInfrastructure.postgres().connect(TestInfrastructure.CATALOGUE);
                PreparedStatement select = catalogue.prepareStatement(
                        "select max(attempt) from verify_faults.verification where backup = ?")) {
            select.setObject(1, completed.backup().value());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static BackupCompleted complete(String database) {
        return new TestSourceDatabase(TestInfrastructure.postgres(), database, TestInfrastructure.backups())
                .execute("create table if not exists t as select generate_series(1, 1000) as n")
                .complete(BackupKind.FULL, Instant.parse("2026-05-18T02:00:00Z"));
    }
}
