package io.holdfast.verify.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Finding;
import io.holdfast.events.VerificationLevel;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.restoreengine.archive.ClientProgramLookup;
import io.holdfast.restoreengine.contents.ArchiveDecodeResult;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Damage that common checks miss (evidence 1), applied to real archives. */
class DamagedArchivesIT {

    private static final String ROW = "a-row-that-stays-here";

    @TempDir
    static Path folder;

    private static Path toFile;
    private static Path throughPipe;
    private static Path uncompressed;

    /** The types of damage. */
    enum Damage {
        CUT_TO_99_PERCENT,
        CUT_TO_75_PERCENT,
        CUT_TO_50_PERCENT,
        CUT_TO_25_PERCENT,
        CUT_TO_11_PERCENT,
        LAST_16_BYTES_MISSING,
        ONE_BYTE_FLIPPED,
        BLOCK_OF_64_KIB_ZEROED;

        byte[] done(byte[] whole) {
            return switch (this) {
                case CUT_TO_99_PERCENT -> Arrays.copyOf(whole, whole.length / 100 * 99);
                case CUT_TO_75_PERCENT -> Arrays.copyOf(whole, whole.length / 100 * 75);
                case CUT_TO_50_PERCENT -> Arrays.copyOf(whole, whole.length / 100 * 50);
                case CUT_TO_25_PERCENT -> Arrays.copyOf(whole, whole.length / 100 * 25);
                case CUT_TO_11_PERCENT -> Arrays.copyOf(whole, whole.length / 100 * 11);
                case LAST_16_BYTES_MISSING -> Arrays.copyOf(whole, whole.length - 16);
                case ONE_BYTE_FLIPPED -> {
                    byte[] bytes = whole.clone();
                    bytes[whole.length / 2] ^= (byte) 0xFF;
                    yield bytes;
                }
                case BLOCK_OF_64_KIB_ZEROED -> {
                    byte[] bytes = whole.clone();
                    Arrays.fill(bytes, whole.length / 2, whole.length / 2 + 64 * 1024, (byte) 0);
                    yield bytes;
                }
            };
        }
    }

    @BeforeAll
    static void dump() {
        TestSourceDatabase source = new TestSourceDatabase(TestInfrastructure.postgres(), "damaged_archives", folder)
                .execute(
                        "create table if not exists messages(id bigint primary key, body text)",
                        "create table if not exists users(id bigint primary key, name text)",
                        "insert into messages select n, '" + ROW + " ' || md5(n::text) || md5((n * 7)::text)"
                                + " from generate_series(1, 50000) n on conflict do nothing",
                        "insert into users select n, md5(n::text) from generate_series(1, 20000) n on conflict do"
                                + " nothing");
        new LocalDirectory("local", folder, FileModes.OWNER).initialise();
        toFile = source.dump(folder.resolve("file_full_20260518_020000.dump"));
        throughPipe = source.dumpThroughPipe(folder.resolve("pipe_full_20260518_020000.dump"));
        uncompressed = source.dump(folder.resolve("text_full_20260518_020000.dump"), "--compress=0");
    }

    static Stream<Path> archives() {
        return Stream.of(toFile, throughPipe);
    }

    static Stream<Arguments> damages() {
        return archives().flatMap(archive -> Stream.of(Damage.values()).map(damage -> Arguments.of(archive, damage)));
    }

    @ParameterizedTest
    @MethodSource("archives")
    void an_undamaged_archive_is_verified(Path archive) {
        assertThat(verdict(TestSourceDatabase.copy(archive))).isInstanceOf(Verdict.Verified.class);
    }

    @ParameterizedTest
    @MethodSource("damages")
    void damage_after_sealing_is_condemned(Path archive, Damage damage) throws IOException {
        Path damaged = damaged(archive, damage);
        BackupCopyRecord sealed = TestSourceDatabase.copy(archive);
        BackupCopyRecord claimed =
                new BackupCopyRecord("local", damaged.getFileName().toString(), null, sealed.bytes(), sealed.sha256());

        Verdict verdict = verdict(claimed);

        assertThat(verdict).isInstanceOf(Verdict.Condemned.class);
    }

    @ParameterizedTest
    @MethodSource("damages")
    void damage_before_hashing_is_condemned_because_the_archive_does_not_decode(Path archive, Damage damage)
            throws IOException {
        BackupCopyRecord claimed = TestSourceDatabase.copy(damaged(archive, damage));

        Verdict verdict = verdict(claimed);

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Condemned.class,
                        condemned -> assertThat(condemned.evidence())
                                .extracting(Finding::code)
                                .containsExactly("does_not_decode"));
        assertThat(verdict.toString()).doesNotContain(ROW);
    }

    /**
     * Shows why the checksum of every copy is computed again: an uncompressed archive with one changed byte can still be
     * decoded.
     */
    @Test
    void one_changed_byte_in_an_uncompressed_archive_is_condemned_by_its_checksum_alone() throws IOException {
        byte[] bytes = Files.readAllBytes(uncompressed);
        int row = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(ROW);
        bytes[row] = 'A';
        Path changed = folder.resolve("changed_full_20260518_020000.dump");
        Files.write(changed, bytes);
        BackupCopyRecord sealed = TestSourceDatabase.copy(uncompressed);

        Verdict verdict = verdict(
                new BackupCopyRecord("local", changed.getFileName().toString(), null, sealed.bytes(), sealed.sha256()));

        assertThat(pgRestore().decode(backup(TestSourceDatabase.copy(changed)), TestSourceDatabase.copy(changed)))
                .isInstanceOf(ArchiveDecodeResult.Decoded.class);
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Condemned.class,
                        condemned -> assertThat(condemned.evidence())
                                .extracting(Finding::code)
                                .containsExactly("checksum_mismatch"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Damage.class,
            names = {"CUT_TO_11_PERCENT", "LAST_16_BYTES_MISSING"})
    void an_archive_of_a_newer_pg_dump_than_any_here_is_not_judged(Damage damage) throws IOException {
        BackupCopyRecord copy = TestSourceDatabase.copy(damaged(toFile, damage));
        BackupToVerify tooNew = new BackupToVerify(
                new BackupId(UUID.randomUUID()),
                new DatabaseId("app"),
                BackupKind.FULL,
                Instant.EPOCH,
                copy.bytes(),
                Optional.of("99.1"),
                List.of(copy),
                TrustStatus.UNVERIFIED,
                false);

        Verdict verdict = verifyBackup()
                .verify(tooNew, VerificationScope.whole(tooNew, Set.of()))
                .judgement()
                .verdict();

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Inconclusive.class,
                        inconclusive -> assertThat(inconclusive.message()).contains("postgresql-client-99"));
    }

    private static Path damaged(Path archive, Damage damage) throws IOException {
        Path file = folder.resolve(damage + "-" + archive.getFileName());
        return Files.write(file, damage.done(Files.readAllBytes(archive)));
    }

    private static Verdict verdict(BackupCopyRecord copy) {
        BackupToVerify backup = backup(copy);
        return verifyBackup()
                .verify(backup, VerificationScope.whole(backup, Set.of()))
                .judgement()
                .verdict();
    }

    private static BackupToVerify backup(BackupCopyRecord copy) {
        return new BackupToVerify(
                new BackupId(UUID.randomUUID()),
                new DatabaseId("app"),
                BackupKind.FULL,
                Instant.EPOCH,
                copy.bytes(),
                Optional.of("15.18"),
                List.of(copy),
                TrustStatus.UNVERIFIED,
                false);
    }

    private static VerifyBackup verifyBackup() {
        return new VerifyBackup(
                LocalFolderDestination.copies(folder),
                pgRestore(),
                backup -> BackupHistory.NONE,
                new BackupPlausibilityCheck(10),
                database -> VerificationLevel.L2);
    }

    private static PgRestoreArchiveDecoder pgRestore() {
        return LocalFolderDestination.archives(folder, new ClientProgramLookup(List.of()));
    }
}
