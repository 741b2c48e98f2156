package io.holdfast.verify.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Finding;
import io.holdfast.events.VerificationLevel;
import io.holdfast.localstack.testing.AgeEncryptionFixture;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.restoreengine.archive.ClientProgramLookup;
import io.holdfast.store.FileModes;
import io.holdfast.store.LocalDirectory;
import io.holdfast.testing.TestSourceDatabase;
import io.holdfast.verify.verifying.BackupHistory;
import io.holdfast.verify.verifying.BackupPlausibilityCheck;
import io.holdfast.verify.verifying.BackupToVerify;
import io.holdfast.verify.verifying.TrustStatus;
import io.holdfast.verify.verifying.Verdict;
import io.holdfast.verify.verifying.VerificationScope;
import io.holdfast.verify.verifying.VerifyBackup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts on encrypted backups with the right key, a wrong key and no key. */
class EncryptedArchivesIT {

    @TempDir
    static Path folder;

    private static Path ours;
    private static Path theirs;
    private static TestSourceDatabase source;
    private static Path plain;
    private static Path encrypted;

    @BeforeAll
    static void an_encrypted_dump() {
        new LocalDirectory("local", folder, FileModes.OWNER).initialise();
        ours = folder.resolve("ours");
        theirs = folder.resolve("theirs");
        AgeEncryptionFixture.generate(theirs);
        source = new TestSourceDatabase(TestInfrastructure.postgres(), "encrypted_archives", folder)
                .execute(
                        "create table if not exists a_small_one(id int)",
                        "create table if not exists messages(id bigint primary key, body text)",
                        "create table if not exists zebras as select n from generate_series(1, 9000) n",
                        "insert into messages select n, md5(n::text) || md5((n * 7)::text)"
                                + " from generate_series(1, 50000) n on conflict do nothing");
        plain = source.dumpThroughPipe(folder.resolve("app_full_20260518_020000.dump"));
        encrypted = AgeEncryptionFixture.encrypt(plain, AgeEncryptionFixture.generate(ours));
    }

    @Test
    void with_the_key_it_is_decoded_like_any_other_and_has_the_same_fingerprints() {
        VerifyBackup.Found found = found(TestSourceDatabase.copy(encrypted), Optional.of(ours), VerificationLevel.L2);

        assertThat(level(found)).isEqualTo(VerificationLevel.L2);
        assertThat(found.contents().orElseThrow().tables())
                .isEqualTo(found(TestSourceDatabase.copy(plain), Optional.empty(), VerificationLevel.L2)
                        .contents()
                        .orElseThrow()
                        .tables());
    }

    @Test
    void one_that_pg_dump_wrote_to_a_file_decodes_from_a_pipe_too() {
        Path file = source.dump(folder.resolve("file_full_20260518_020000.dump"));

        VerifyBackup.Found found = found(
                TestSourceDatabase.copy(AgeEncryptionFixture.encrypt(file, AgeEncryptionFixture.generate(ours))),
                Optional.of(ours),
                VerificationLevel.L2);

        assertThat(found.contents().orElseThrow().tables()).hasSize(3);
    }

    @Test
    void without_a_key_nothing_is_concluded_and_the_setting_is_named() {
        Verdict verdict = verdict(encrypted, Optional.empty(), VerificationLevel.L2);

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Inconclusive.class, inconclusive -> {
            assertThat(inconclusive.message()).contains("holdfast.encryption.identity-file", "trusted-level=L1");
            assertThat(inconclusive.again()).isFalse();
        });
    }

    @Test
    void where_checksums_are_trusted_it_is_verified_without_a_key_and_says_so() {
        Verdict verdict = verdict(encrypted, Optional.empty(), VerificationLevel.L1);

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Verified.class, verified -> {
            assertThat(verified.level()).isEqualTo(VerificationLevel.L1);
            assertThat(verified.findings()).extracting(Finding::code).contains("no_key");
        });
    }

    @Test
    void a_wrong_key_condemns_nothing() {
        Verdict verdict = verdict(encrypted, Optional.of(theirs), VerificationLevel.L2);

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Inconclusive.class,
                        inconclusive -> assertThat(inconclusive.message()).contains("no private key in"));
    }

    @Test
    void bytes_that_were_sealed_altered_are_condemned_by_whom_they_name() throws IOException {
        Path altered = altered("altered", Files.size(encrypted) / 2);

        assertThat(codes(verdict(altered, Optional.of(ours), VerificationLevel.L2)))
                .containsExactly("does_not_decrypt");
    }

    @Test
    void altered_bytes_are_not_condemned_by_whom_they_do_not_name() throws IOException {
        Path altered = altered("strange", Files.size(encrypted) / 2);

        assertThat(verdict(altered, Optional.of(theirs), VerificationLevel.L2))
                .isInstanceOf(Verdict.Inconclusive.class);
        assertThat(verdict(altered, Optional.empty(), VerificationLevel.L2)).isInstanceOf(Verdict.Inconclusive.class);
    }

    @Test
    void a_missing_end_is_condemned() throws IOException {
        Path cut = folder.resolve("cut_full_20260518_020000.dump.age");
        byte[] whole = Files.readAllBytes(encrypted);
        Files.write(cut, Arrays.copyOf(whole, whole.length - 20));

        assertThat(codes(verdict(cut, Optional.of(ours), VerificationLevel.L2))).containsExactly("does_not_decrypt");
    }

    @Test
    void what_is_called_encrypted_and_is_not_is_condemned_without_any_key() throws IOException {
        Path wrong = Files.write(folder.resolve("wrong_full_20260518_020000.dump.age"), new byte[1_000]);

        assertThat(codes(verdict(wrong, Optional.empty(), VerificationLevel.L1)))
                .containsExactly("does_not_decrypt");
    }

    @Test
    void an_undecodable_dump_inside_a_whole_age_file_is_condemned() throws IOException {
        byte[] dump = Files.readAllBytes(plain);
        Path half = Files.write(folder.resolve("half_full_20260518_020000.dump"), Arrays.copyOf(dump, dump.length / 2));

        Verdict verdict = verdict(
                AgeEncryptionFixture.encrypt(half, AgeEncryptionFixture.generate(ours)),
                Optional.of(ours),
                VerificationLevel.L2);

        assertThat(codes(verdict)).containsExactly("does_not_decode");
    }

    private static Path altered(String name, long at) throws IOException {
        byte[] bytes = Files.readAllBytes(encrypted);
        bytes[(int) at] ^= 1;
        return Files.write(folder.resolve(name + "_full_20260518_020000.dump.age"), bytes);
    }

    private static List<String> codes(Verdict verdict) {
        return ((Verdict.Condemned) verdict)
                .evidence().stream().map(Finding::code).toList();
    }

    private static VerificationLevel level(VerifyBackup.Found found) {
        return ((Verdict.Verified) found.judgement().verdict()).level();
    }

    private static Verdict verdict(Path file, Optional<Path> identity, VerificationLevel trusted) {
        return found(TestSourceDatabase.copy(file), identity, trusted)
                .judgement()
                .verdict();
    }

    private static VerifyBackup.Found found(BackupCopyRecord copy, Optional<Path> identity, VerificationLevel trusted) {
        Map<String, String> settings = identity.map(
                        file -> Map.of("holdfast.encryption.identity-file", file.toString()))
                .orElse(Map.of());
        BackupToVerify backup = new BackupToVerify(
                new BackupId(UUID.randomUUID()),
                new DatabaseId("app"),
                BackupKind.FULL,
                Instant.EPOCH,
                copy.bytes(),
                Optional.of("15.18"),
                List.of(copy),
                TrustStatus.UNVERIFIED,
                false);
        return new VerifyBackup(
                        LocalFolderDestination.copies(folder),
                        LocalFolderDestination.archives(folder, new ClientProgramLookup(List.of()), settings),
                        none -> BackupHistory.NONE,
                        new BackupPlausibilityCheck(10),
                        database -> trusted)
                .verify(backup, VerificationScope.whole(backup, Set.of()));
    }
}
