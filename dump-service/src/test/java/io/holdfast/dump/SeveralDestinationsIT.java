package io.holdfast.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.BackupCopyEvent.CopyFailed;
import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.FailureReason;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dumps to several destinations, one of which is not mounted. */
@QuarkusTest
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "dump"))
@QuarkusTestResource(SourceDatabases.class)
class SeveralDestinationsIT {

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
    void a_backup_is_stored_at_each_available_destination_and_the_missing_one_is_reported() throws Exception {
        BackupId backup = client.ask("twice");

        BackupCompleted completed = client.hear(BackupCompleted.class, backup);

        assertThat(completed.copies()).extracting(BackupCopyRecord::destination).containsExactly("local", "second");
        assertThat(completed.copies())
                .extracting(BackupCopyRecord::sha256)
                .containsOnly(completed.copies().getFirst().sha256());
        String key = completed.copies().getFirst().key();
        assertThat(Files.mismatch(
                        TestInfrastructure.backups().resolve(key),
                        SourceDatabases.second().resolve(key)))
                .isEqualTo(-1);
        assertThat(SourceDatabases.second().resolve(key + ".manifest.json")).isRegularFile();
        CopyFailed failed = await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> client.messages()
                                .filter(CopyFailed.class::isInstance)
                                .map(CopyFailed.class::cast)
                                .filter(event -> event.backup().equals(backup))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        assertThat(failed.destination()).isEqualTo("gone");
        assertThat(failed.failure()).isEqualTo(FailureReason.STORAGE_UNAVAILABLE);
        assertThat(failed.message()).contains("mounted");
    }
}
