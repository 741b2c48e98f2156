package io.holdfast.retention;

import static io.holdfast.retention.TestTimeouts.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.events.BackupCopyEvent.BackupCopied;
import io.holdfast.events.BackupCopyEvent.BackupProtected;
import io.holdfast.events.BackupCopyEvent.CopyFailed;
import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.FailureReason;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationEvent.CopyCondemned;
import io.holdfast.events.VerificationLevel;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Copies are made, replaced and adopted, with two real directories. */
@SuppressWarnings("NullAway.Init") // Quarkus fills a test's fields in
@QuarkusTest
@TestProfile(CopyProfile.class)
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "retention"))
class CopyIT {

    @TestHTTPResource
    URI http;

    private final TestLog log = new TestLog();
    private final SealedBackups backups = new SealedBackups();
    private ShownByHttp shownByHttp;

    @BeforeEach
    void look() {
        shownByHttp = new ShownByHttp(http);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void another_destination_gets_the_artifact_and_its_sealed_companions() throws IOException {
        BackupCompleted backup = backups.local("caught-up", Duration.ofDays(1));

        log.publish(backup);

        BackupCopyRecord copied = copied("caught-up", 1);
        assertThat(withoutCompanions(copied)).isEqualTo(inVault(backup));
        assertThat(copied.companion(".roles.sql")).isPresent();
        for (String suffix : List.of("", ".sha256", ".manifest.json", ".roles.sql")) {
            Path copy = Path.of(SealedBackups.inVault(backup) + suffix);
            assertThat(copy).hasSameBinaryContentAs(Path.of(SealedBackups.file(backup) + suffix));
        }
    }

    @Test
    void a_sealed_copy_without_a_record_is_recorded() throws IOException {
        BackupCompleted backup = backups.local("adopted", Duration.ofDays(1));
        SealedBackups.seal(CopyProfile.vault(), SealedBackups.name(backup), backup.backup());
        FileTime sealedAt = FileTime.fromMillis(1_700_000_000_000L);
        Files.setLastModifiedTime(SealedBackups.inVault(backup), sealedAt);

        log.publish(backup);

        assertThat(withoutCompanions(copied("adopted", 1))).isEqualTo(inVault(backup));
        assertThat(Files.getLastModifiedTime(SealedBackups.inVault(backup))).isEqualTo(sealedAt);
    }

    /** The sweep that removes it also syncs the folder, because the name may not be durable yet. */
    @Test
    void the_copy_of_a_writer_that_died_after_naming_it_is_swept_before_it_is_recorded() throws IOException {
        BackupCompleted backup = backups.local("second-name", Duration.ofDays(1));
        SealedBackups.seal(CopyProfile.vault(), SealedBackups.name(backup), backup.backup());
        Path second = CopyProfile.folder().resolve("." + SealedBackups.key(backup) + ".partial");
        Files.createLink(second, SealedBackups.inVault(backup));

        log.publish(backup);

        assertThat(withoutCompanions(copied("second-name", 1))).isEqualTo(inVault(backup));
        assertThat(second).doesNotExist();
    }

    @Test
    void leftovers_of_an_interrupted_attempt_are_swept() throws IOException {
        BackupCompleted backup = backups.local("swept", Duration.ofDays(1));
        Path remains = CopyProfile.folder().resolve("." + SealedBackups.key(backup) + ".partial");
        Files.write(remains, new byte[10]);

        log.publish(backup);

        assertThat(withoutCompanions(copied("swept", 1))).isEqualTo(inVault(backup));
        assertThat(remains).doesNotExist();
    }

    @Test
    void bytes_that_do_not_match_the_record_are_not_sealed() throws IOException {
        BackupCompleted backup = backups.local("damaged", Duration.ofDays(1));
        SealedBackups.damage(SealedBackups.file(backup));

        log.publish(backup);

        patiently().until(() -> !log.published(CopyFailed.class, "damaged").isEmpty());
        assertThat(log.published(CopyFailed.class, "damaged").getFirst().message())
                .contains("no source copy could be read", "SHA-256", "holdfast verify " + backup.backup());
        assertThat(SealedBackups.inVault(backup)).doesNotExist();
    }

    @Test
    void a_destination_that_was_unreachable_is_caught_up() throws IOException {
        BackupCompleted backup = backups.local("away", Duration.ofDays(1));
        Path marker = CopyProfile.folder().resolve(".holdfast-destination");
        Path hidden = CopyProfile.folder().resolveSibling("marker-of-the-vault");
        Files.move(marker, hidden);

        log.publish(backup);
        patiently().until(() -> !log.published(CopyFailed.class, "away").isEmpty());
        patiently().until(() -> shownByHttp.check("copies vault").contains("unreachable since"));
        Files.move(hidden, marker);

        assertThat(withoutCompanions(copied("away", 1))).isEqualTo(inVault(backup));
        assertThat(log.published(CopyFailed.class, "away"))
                .singleElement()
                .satisfies(failed -> assertThat(failed.failure()).isEqualTo(FailureReason.STORAGE_UNAVAILABLE));
        patiently().until(() -> !shownByHttp.check("copies vault").contains("unreachable since"));
    }

    @Test
    void a_bad_copy_is_made_again_from_a_good_one() throws IOException {
        BackupCompleted backup = backups.local("remade", Duration.ofDays(1));
        log.publish(backup);
        BackupCopyRecord copy = copied("remade", 1);
        SealedBackups.damage(SealedBackups.inVault(backup));

        log.publish(new CopyCondemned(backup.backup(), backup.database(), UUID.randomUUID(), copy.ref(), List.of()));

        assertThat(copied("remade", 2)).isEqualTo(copy);
        assertThat(SealedBackups.inVault(backup)).hasSameBinaryContentAs(SealedBackups.file(backup));
    }

    @Test
    void a_backup_with_all_copies_proven_is_protected_and_shown() {
        BackupCompleted backup = backups.local("proven", Duration.ofDays(1));
        log.publish(backup);
        BackupCopyRecord copy = copied("proven", 1);

        log.publish(new BackupVerified(
                backup.backup(),
                backup.database(),
                backup.kind(),
                UUID.randomUUID(),
                VerificationLevel.L2,
                List.of(backup.copies().getFirst().ref(), copy.ref()),
                List.of()));

        patiently().until(() -> !log.published(BackupProtected.class, "proven").isEmpty());
        JsonNode vault = shownByHttp.get("/copies").path(1);
        assertThat(vault.path("destination").asText()).isEqualTo("vault");
        assertThat(vault.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "destination", "away", "pending", "pendingBytes", "oldest", "onItsWay", "inVain");
        assertThat(shownByHttp.text("/q/metrics"))
                .contains("holdfast_copies_pending{")
                .contains("holdfast_copies_pending_bytes{")
                .contains("holdfast_copies_made_total{")
                .contains("holdfast_copied_bytes_total{")
                .contains("holdfast_copies_failed_total{destination=\"local\"} 0.0")
                .contains("holdfast_unprotected_seconds{");
    }

    /** Returns the newest copy after this number of copies. */
    private BackupCopyRecord copied(String database, int times) {
        patiently().until(() -> log.published(BackupCopied.class, database).size() >= times);
        return log.published(BackupCopied.class, database).getLast().copy();
    }

    private static BackupCopyRecord inVault(BackupCompleted backup) {
        BackupCopyRecord local = backup.copies().getFirst();
        return new BackupCopyRecord("vault", local.key(), null, local.bytes(), local.sha256());
    }

    /** The companions have other checksums for each backup. */
    private static BackupCopyRecord withoutCompanions(BackupCopyRecord copy) {
        return new BackupCopyRecord(copy.destination(), copy.key(), copy.versionId(), copy.bytes(), copy.sha256());
    }
}
