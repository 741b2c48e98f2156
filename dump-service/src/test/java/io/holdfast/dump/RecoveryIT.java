package io.holdfast.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.dump.dumping.DumpRun.Running;
import io.holdfast.dump.dumping.DumpRunRepository;
import io.holdfast.dump.dumping.DumpRunRepository.HeartbeatResult;
import io.holdfast.dump.dumping.RunLease;
import io.holdfast.dump.dumping.ValidatedBackupRequest;
import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupFailed;
import io.holdfast.events.FailureReason;
import io.holdfast.events.RequestRef;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.ArtifactWriter;
import io.holdfast.store.BeginWriteResult;
import io.holdfast.store.FlushArtifactResult;
import io.holdfast.store.Manifest;
import io.holdfast.store.SealArtifactResult;
import io.holdfast.store.settings.ConfiguredDestinations;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recovery of rows in the catalog and of files after the loss of a worker. */
@QuarkusTest
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "dump"))
@QuarkusTestResource(SourceDatabases.class)
class RecoveryIT {

    private static final AtomicInteger DAY = new AtomicInteger();

    @Inject
    DumpRunRepository runs;

    @Inject
    ConfiguredDestinations destinations;

    private DumpTestClient client;

    @BeforeEach
    void start_test_client() {
        client = new DumpTestClient();
    }

    @AfterEach
    void stop_test_client() {
        client.close();
    }

    @Test
    void an_artifact_sealed_by_a_lost_worker_is_adopted() throws Exception {
        Running dead = dead("shop");
        sealed(dead);
        leave(dead, "running", "now() - interval '1 minute'");

        BackupCompleted completed =
                client.hear(BackupCompleted.class, dead.request().backup());

        assertThat(completed.attempt()).isEqualTo(1);
        assertThat(completed.copies().getFirst().key()).isEqualTo(dead.artifact());
        assertThat(client.all(BackupFailed.class, dead.request().backup())).isEmpty();
    }

    @Test
    void a_partial_file_of_a_lost_worker_is_removed_and_the_dump_restarts() throws Exception {
        Running dead = dead("shop");
        begun(dead).stream().write("half".getBytes(StandardCharsets.UTF_8));
        leave(dead, "running", "now() - interval '1 minute'");

        BackupCompleted completed =
                client.hear(BackupCompleted.class, dead.request().backup());

        assertThat(completed.attempt()).isEqualTo(2);
        assertThat(client.hear(BackupFailed.class, dead.request().backup()).failure())
                .isEqualTo(FailureReason.INTERRUPTED);
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(files(dead.artifact())).isEmpty());
    }

    @Test
    void a_sealed_artifact_of_a_superseded_attempt_is_removed() throws Exception {
        Running dead = dead("shop");
        sealed(dead);
        leave(dead, "cancelled", "null");

        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(files(dead.artifact())).isEmpty());
    }

    @Test
    void a_sealed_artifact_whose_bytes_changed_is_not_adopted() throws Exception {
        Running dead = dead("shop");
        sealed(dead);
        Files.writeString(TestInfrastructure.backups().resolve(dead.artifact()), "PGDMP, but other bytes");
        leave(dead, "running", "now() - interval '1 minute'");

        BackupCompleted completed =
                client.hear(BackupCompleted.class, dead.request().backup());

        assertThat(completed.copies().getFirst().key()).isNotEqualTo(dead.artifact());
    }

    @Test
    void files_without_a_reserved_name_are_never_touched() throws Exception {
        Path partial =
                Files.writeString(TestInfrastructure.backups().resolve(".shop_full_20010101_000000.dump.partial"), "?");
        Path artifact = Files.writeString(TestInfrastructure.backups().resolve("shop_full_20010101_000001.dump"), "?");
        client.hear(BackupCompleted.class, client.ask("shop"));

        assertThat(List.of(partial, artifact)).allMatch(Files::exists);
    }

    @Test
    void a_worker_whose_attempt_was_superseded_records_nothing() throws Exception {
        Running asleep = dead("far");
        leave(asleep, "running", "now() + interval '1 hour'");
        SourceDatabases.execute(
                TestInfrastructure.CATALOGUE,
                "update dump.backup set attempt = 2, worker = 'other' where backup = '" + id(asleep) + "'");

        assertThat(runs.heartbeat(asleep)).isInstanceOf(HeartbeatResult.Taken.class);
        assertThat(runs.complete(asleep, asleep.complete(List.of(sealed(asleep)), List.of(), "15", "15", List.of())))
                .isFalse();
        assertThat(runs.end(asleep, asleep.cancel("ada", "late"), "")).isFalse();
        assertThat(client.all(BackupCompleted.class, asleep.request().backup())).isEmpty();
        SourceDatabases.execute(
                TestInfrastructure.CATALOGUE,
                "update dump.backup set state = 'cancelled' where backup = '" + id(asleep) + "'");
    }

    private static UUID id(Running run) {
        return run.request().backup().value();
    }

    /** A run as it was before its worker was lost. Its artifact name cannot collide with current dumps. */
    private static Running dead(String database) {
        Instant startedAt = Instant.parse("2010-01-01T00:00:00Z").plus(DAY.incrementAndGet(), ChronoUnit.DAYS);
        DatabaseId id = new DatabaseId(database);
        ValidatedBackupRequest request = new ValidatedBackupRequest(
                new BackupId(UUID.randomUUID()),
                id,
                BackupKind.FULL,
                new RequestRef(URI.create("/dead"), UUID.randomUUID().toString()),
                null,
                null,
                startedAt);
        return new Running(
                request,
                1,
                0,
                new ArtifactName(id, BackupKind.FULL, startedAt).toString(),
                new RunLease("dead-worker", startedAt),
                startedAt);
    }

    private static void leave(Running run, String state, String leaseUntil) {
        SourceDatabases.execute(TestInfrastructure.CATALOGUE, """
                insert into dump.artifact_name (name, backup, attempt) values ('%2$s', '%1$s', 1);
                insert into dump.backup (backup, database, kind, source, request_id, accepted_at, state, attempt, worker,
                  server, artifact, lease_until, started_at)
                values ('%1$s', '%3$s', 'full', '/dead', '%1$s', now(), '%4$s', 1, 'dead-worker', 'nowhere', '%2$s', %5$s,
                  '%6$s')""".formatted(
                        id(run), run.artifact(), run.request().database(), state, leaseUntil, run.startedAt()));
    }

    private ArtifactWriter begun(Running run) {
        ArtifactName name = ArtifactName.parse(run.artifact()).orElseThrow();
        return ((BeginWriteResult.Begun) destinations
                        .named(ConfiguredDestinations.LOCAL)
                        .orElseThrow()
                        .begin(name))
                .writing();
    }

    private BackupCopyRecord sealed(Running run) throws Exception {
        ArtifactWriter writer = begun(run);
        writer.stream().write("PGDMP".getBytes(StandardCharsets.UTF_8));
        FlushArtifactResult.Durable durable = (FlushArtifactResult.Durable) writer.finish();
        Manifest manifest = new Manifest(
                Manifest.VERSION,
                run.request().backup(),
                run.attempt(),
                run.request().database(),
                "shop",
                BackupKind.FULL,
                null,
                null,
                run.startedAt(),
                run.startedAt(),
                new Manifest.Artifact(run.artifact(), durable.bytes(), durable.sha256(), "pg_dump custom", "gzip:1"),
                new Manifest.Server("15.1", 150001, "UTF8", "C", "C", "UTC", false),
                "15.1",
                List.of(),
                List.of(),
                null,
                "a test",
                List.of());
        return ((SealArtifactResult.Sealed) writer.seal(List.of(manifest.asCompanion()))).copy();
    }

    private static List<String> files(String artifact) throws Exception {
        try (Stream<Path> files = Files.list(TestInfrastructure.backups())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.contains(artifact))
                    .toList();
        }
    }
}
