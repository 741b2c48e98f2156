package io.holdfast.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.BackupCopyEvent.BackupCopied;
import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.Finding;
import io.holdfast.events.VerificationEvent.BackupCondemned;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationEvent.CopyCondemned;
import io.holdfast.events.VerificationLevel;
import io.holdfast.localstack.testing.AgeEncryptionFixture;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.ArtifactWriter;
import io.holdfast.store.BeginWriteResult;
import io.holdfast.store.CompanionFile;
import io.holdfast.store.LocalDirectory;
import io.holdfast.store.SealArtifactResult;
import io.holdfast.store.settings.ConfiguredDestinations;
import io.holdfast.testing.TestEventLogClient;
import io.holdfast.testing.TestSourceDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Copies on this host, on another disk and in a bucket. Some of them are encrypted. */
@QuarkusTest
@TestProfile(FastTimersProfile.class)
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "verify"))
@QuarkusTestResource(value = DestinationsResource.class, restrictToAnnotatedClass = true)
class SeveralCopiesIT extends RunningService {

    @Inject
    ConfiguredDestinations destinations;

    private LocalDirectory vault;
    private Path vaultFolder;

    @BeforeEach
    void a_vault() {
        vault = (LocalDirectory) destinations.named("vault").orElseThrow();
        vault.initialise();
        vaultFolder = Path.of(setting("holdfast.destinations.vault.path"));
    }

    @Test
    void a_copy_that_comes_later_is_verified_by_itself() throws IOException {
        BackupCompleted completed = source("later").complete(BackupKind.FULL, DAY_1);
        verified(completed);
        BackupCopyRecord copy = copied(completed, "vault");

        log.publish(new BackupCopied(completed.backup(), completed.database(), copy));

        BackupVerified verified = log.await(BackupVerified.class, naming(completed.backup(), copy));
        assertThat(verified.level()).isEqualTo(VerificationLevel.L2);
        assertThat(verified.copies()).containsExactly(copy.ref());
        assertThat(verified.findings()).isEmpty();
    }

    @Test
    void a_copy_in_a_bucket_is_read_there() throws IOException {
        BackupCompleted completed = source("bucket").complete(BackupKind.FULL, DAY_1);
        verified(completed);
        BackupCopyRecord copy = copied(completed, "offsite");

        log.publish(new BackupCopied(completed.backup(), completed.database(), copy));

        log.await(BackupVerified.class, naming(completed.backup(), copy));
    }

    @Test
    void a_backup_that_lies_in_a_bucket_alone_is_decoded_from_there() throws Exception {
        BackupCompleted local = source("alone").complete(BackupKind.FULL, DAY_1);
        BackupCopyRecord copy = copied(local, "offsite");
        BackupCompleted completed = TestSourceDatabase.with(local, copy);

        log.publish(completed);

        assertThat(log.await(BackupVerified.class, about(completed.backup())).level())
                .isEqualTo(VerificationLevel.L2);
        assertThat(get("/backups/" + completed.backup()).at("/tables/0/rows").asLong())
                .isEqualTo(5_000);
    }

    @Test
    void a_bad_copy_is_condemned_alone_and_one_made_again_is_present_again() throws IOException {
        BackupCompleted completed = source("rotten").complete(BackupKind.FULL, DAY_1);
        verified(completed);
        BackupCopyRecord copy = copied(completed, "vault");
        Path file = vaultFolder.resolve(copy.key());
        byte[] good = Files.readAllBytes(file);
        byte[] bad = good.clone();
        bad[bad.length / 2] ^= 1;
        Files.write(file, bad);
        log.publish(new BackupCopied(completed.backup(), completed.database(), copy));
        CopyCondemned condemned = log.await(CopyCondemned.class, about(completed.backup()));
        assertThat(condemned.copy()).isEqualTo(copy.ref());
        assertThat(condemned.evidence()).extracting(Finding::code).containsExactly("checksum_mismatch");
        log.awaitAll(BackupVerified.class, about(completed.backup()), 2);

        Files.write(file, good);
        log.publish(new BackupCopied(completed.backup(), completed.database(), copy));

        log.await(BackupVerified.class, naming(completed.backup(), copy));
        assertThat(log.events(BackupCondemned.class).filter(about(completed.backup())))
                .isEmpty();
    }

    @Test
    void a_copy_whose_destination_is_away_is_no_reason_against_the_backup_and_looked_at_later() throws Exception {
        BackupCompleted local = source("hidden").complete(BackupKind.FULL, DAY_1);
        BackupCopyRecord copy = copied(local, "vault");
        Path marker = vaultFolder.resolve(".holdfast-destination");
        Path hidden = vaultFolder.resolveSibling("marker-put-away");
        Files.move(marker, hidden);
        log.publish(TestSourceDatabase.with(local, local.copies().getFirst(), copy));
        BackupVerified first = log.await(BackupVerified.class, about(local.backup()));
        assertThat(first.copies()).containsExactly(local.copies().getFirst().ref());
        assertThat(first.findings()).extracting(Finding::code).contains("copy_not_looked_at");
        await().atMost(TestEventLogClient.PATIENCE)
                .until(() ->
                        number("select count(*) from verify.copy where tries > 1 and backup = ?", local.backup()) == 1);

        Files.move(hidden, marker);

        BackupVerified later = log.await(BackupVerified.class, naming(local.backup(), copy));
        assertThat(later.copies()).containsExactly(copy.ref());
    }

    @Test
    void an_encrypted_backup_is_decoded_with_the_key_of_this_service() throws Exception {
        BackupCompleted plain = source("sealed").complete(BackupKind.FULL, DAY_1);
        Path file =
                TestInfrastructure.backups().resolve(plain.copies().getFirst().key());
        BackupCopyRecord copy =
                TestSourceDatabase.copy(AgeEncryptionFixture.encrypt(file, setting("holdfast.encryption.recipients")));

        log.publish(TestSourceDatabase.with(plain, copy));

        assertThat(log.await(BackupVerified.class, about(plain.backup())).level())
                .isEqualTo(VerificationLevel.L2);
        assertThat(get("/backups/" + plain.backup()).at("/tables/0/rows").asLong())
                .isEqualTo(5_000);
    }

    @Test
    void the_doctor_and_the_meter_tell_that_the_key_works() {
        await().atMost(TestEventLogClient.PATIENCE)
                .untilAsserted(() -> assertThat(text("/q/metrics")).contains("holdfast_encryption_key_works 1.0"));
        assertThat(doctor()).contains("encryption key").contains("destination offsite");
    }

    private String doctor() {
        try {
            return text("/doctor");
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Predicate<BackupVerified> naming(BackupId backup, BackupCopyRecord copy) {
        return RunningService.<BackupVerified>about(backup)
                .and(event ->
                        event.copies().stream().map(CopyLocation::destination).anyMatch(copy.destination()::equals));
    }

    /** The same bytes at another destination. */
    private BackupCopyRecord copied(BackupCompleted completed, String destination) throws IOException {
        String key = completed.copies().getFirst().key();
        ArtifactName name = ArtifactName.parse(key).orElseThrow();
        BeginWriteResult.Begun begun = (BeginWriteResult.Begun)
                destinations.named(destination).orElseThrow().begin(name);
        try (ArtifactWriter writer = begun.writing()) {
            Files.copy(TestInfrastructure.backups().resolve(key), writer.stream());
            writer.finish();
            // A bucket treats the manifest as the commit. Its contents do not matter in this test.
            return ((SealArtifactResult.Sealed)
                            writer.seal(List.of(new CompanionFile(CompanionFile.Role.MANIFEST, "{}\n"))))
                    .copy();
        }
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}
