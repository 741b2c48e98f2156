package io.holdfast.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.BackupId;
import io.holdfast.events.DumpEvent.BackupCancelled;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupFailed;
import io.holdfast.events.DumpEvent.BackupStarted;
import io.holdfast.events.FailureReason;
import io.holdfast.events.OperatorEvent.RequestRejected;
import io.holdfast.events.OperatorRequest.CancelRequested;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dumps that are cancelled, killed, or blocked. */
@QuarkusTest
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "dump"))
@QuarkusTestResource(SourceDatabases.class)
class StoppedDumpIT {

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
    void an_unavailable_server_is_retried_until_the_backup_is_cancelled() {
        BackupId backup = client.ask("far");
        BackupFailed failed = client.hear(BackupFailed.class, backup);
        client.want(new CancelRequested("far", backup, "ada", "it is gone"));

        BackupCancelled cancelled = client.hear(BackupCancelled.class, backup);

        assertThat(failed.failure()).isEqualTo(FailureReason.UNREACHABLE);
        assertThat(failed.isFinal()).isFalse();
        assertThat(cancelled.by()).isEqualTo("ada");
    }

    @Test
    void cancelling_an_unknown_backup_is_refused() {
        BackupId unknown = new BackupId(UUID.randomUUID());
        client.want(new CancelRequested("shop", unknown, "ada", "why not"));

        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(client.messages())
                        .anyMatch(message -> message instanceof RequestRejected rejected
                                && rejected.message().contains(unknown.toString())));
    }

    @Test
    void a_refused_cancellation_does_not_use_up_its_id() {
        BackupId backup = client.ask("far");
        client.hear(BackupFailed.class, backup);
        String id = UUID.randomUUID().toString();
        client.want(id, new CancelRequested("far", new BackupId(UUID.randomUUID()), "ada", "the wrong one"));
        client.want(id, new CancelRequested("far", backup, "ada", "the right one"));

        client.hear(BackupCancelled.class, backup);

        assertThat(client.messages())
                .anyMatch(message -> message instanceof RequestRejected rejected
                        && rejected.request().id().equals(id));
    }

    @Test
    void a_running_dump_is_cancelled_and_leaves_nothing() throws Exception {
        try (Connection door = locked()) {
            BackupId backup = client.ask("locked");
            String artifact = client.hear(BackupStarted.class, backup).artifact();
            await().atMost(Duration.ofMinutes(3)).until(() -> pgDumps() == 1);
            client.want(new CancelRequested("locked", backup, "ada", "wrong moment"));

            client.hear(BackupCancelled.class, backup);

            assertThat(pgDumps()).isZero();
            assertThat(Files.list(TestInfrastructure.backups()).map(Path::toString))
                    .noneMatch(file -> file.contains(artifact));
            door.rollback();
        }
    }

    @Test
    void a_killed_pg_dump_leaves_no_artifact_and_is_retried() throws Exception {
        BackupId backup;
        try (Connection door = locked()) {
            backup = client.ask("locked");
            await().atMost(Duration.ofMinutes(3)).until(() -> pgDumps() == 1);
            ProcessHandle.current()
                    .descendants()
                    .filter(StoppedDumpIT::isPgDump)
                    .forEach(ProcessHandle::destroyForcibly);
            BackupFailed failed = client.hear(BackupFailed.class, backup);
            assertThat(failed.failure()).isEqualTo(FailureReason.TOOL_FAILED);
            assertThat(failed.isFinal()).isFalse();
            door.rollback();
        }

        BackupCompleted completed = client.hear(BackupCompleted.class, backup);

        assertThat(completed.attempt()).isGreaterThan(1);
        assertThat(Files.list(TestInfrastructure.backups())
                        .map(file -> file.getFileName().toString()))
                .filteredOn(file -> file.startsWith("locked_full_") && file.endsWith(".dump"))
                .contains(completed.copies().getFirst().key());
    }

    @Test
    void progress_is_published_during_a_dump() throws Exception {
        BackupId backup;
        try (Connection door = locked()) {
            backup = client.ask("locked");
            BackupId asked = backup;
            await().atMost(Duration.ofMinutes(3))
                    .untilAsserted(() -> assertThat(client.progress(asked))
                            .anyMatch(progress -> progress.phase().equals("dumping")));
            door.rollback();
        }

        client.hear(BackupCompleted.class, backup);
    }

    private static Connection locked() throws Exception {
        Connection door = SourceDatabases.connect("locked");
        door.setAutoCommit(false);
        door.createStatement().execute("lock table door in access exclusive mode");
        return door;
    }

    private static long pgDumps() {
        return ProcessHandle.current()
                .descendants()
                .filter(StoppedDumpIT::isPgDump)
                .count();
    }

    private static boolean isPgDump(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> command.endsWith("/pg_dump"))
                .isPresent();
    }
}
