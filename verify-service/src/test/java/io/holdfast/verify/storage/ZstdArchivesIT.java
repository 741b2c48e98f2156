package io.holdfast.verify.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.VerificationLevel;
import io.holdfast.localstack.testing.NeedsProgram;
import io.holdfast.localstack.testing.RequiredProgramCheck;
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
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Three of four single-bit flips in a zstd archive can be decoded without an error (evidence 1). The checksum detects all of
 * them.
 */
@Tag("containers")
@Timeout(900)
@NeedsProgram("container engine")
class ZstdArchivesIT {

    private static final int FLIPS = 200;
    private static final DockerImageName IMAGE =
            DockerImageName.parse("pgvector/pgvector:pg17").asCompatibleSubstituteFor("postgres");
    private static final PostgreSQLContainer SERVER = new PostgreSQLContainer(IMAGE);

    @TempDir
    static Path folder;

    private static Path archive;

    @BeforeAll
    static void dump() throws Exception {
        SERVER.start();
        new LocalDirectory("local", folder, FileModes.OWNER).initialise();
        archive = folder.resolve("zstd_full_20260518_020000.dump");
        inContainer(
                "psql",
                "-c",
                "create table messages as select n as id, md5(n::text) || md5((n*7)::text) as body"
                        + " from generate_series(1, 20000) n");
        inContainer("pg_dump", "-Fc", "-Z", "zstd:1", "-f", "/tmp/archive");
        SERVER.copyFileFromContainer("/tmp/archive", archive.toString());
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @Test
    void every_flipped_bit_is_condemned() throws IOException {
        BackupCopyRecord sealed = TestSourceDatabase.copy(archive);
        byte[] bytes = Files.readAllBytes(archive);
        Path flipped = folder.resolve("flipped_full_20260518_020000.dump");
        BackupCopyRecord claimed =
                new BackupCopyRecord("local", flipped.getFileName().toString(), null, sealed.bytes(), sealed.sha256());
        Random random = new Random(17);
        int condemned = 0;
        for (int i = 0; i < FLIPS; i++) {
            int bit = random.nextInt(bytes.length * Byte.SIZE);
            bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            Files.write(flipped, bytes);
            bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            condemned += verdict(claimed) instanceof Verdict.Condemned ? 1 : 0;
        }

        assertThat(condemned).isEqualTo(FLIPS);
    }

    @Test
    @NeedsProgram("PostgreSQL 17 client programs")
    void an_undamaged_archive_is_verified_where_its_pg_restore_is_installed() {
        Verdict verdict = verdict(TestSourceDatabase.copy(archive));

        assertThat(verdict).isInstanceOf(Verdict.Verified.class);
    }

    private static Verdict verdict(BackupCopyRecord copy) {
        BackupToVerify backup = new BackupToVerify(
                new BackupId(new UUID(1, 2)),
                new DatabaseId("app"),
                BackupKind.FULL,
                Instant.EPOCH,
                copy.bytes(),
                Optional.of("17.2"),
                List.of(copy),
                TrustStatus.UNVERIFIED,
                false);
        return new VerifyBackup(
                        LocalFolderDestination.copies(folder),
                        LocalFolderDestination.archives(folder, programs()),
                        unknown -> BackupHistory.NONE,
                        new BackupPlausibilityCheck(10),
                        database -> VerificationLevel.L2)
                .verify(backup, VerificationScope.whole(backup, Set.of()))
                .judgement()
                .verdict();
    }

    private static ClientProgramLookup programs() {
        return new ClientProgramLookup(
                Optional.ofNullable(System.getenv(RequiredProgramCheck.CLIENT_PROGRAMS)).map(Path::of).stream()
                        .toList());
    }

    private static void inContainer(String program, String... options) throws Exception {
        String[] command = new String[options.length + 5];
        command[0] = program;
        command[1] = "-U";
        command[2] = SERVER.getUsername();
        command[3] = "-d";
        command[4] = SERVER.getDatabaseName();
        System.arraycopy(options, 0, command, 5, options.length);
        assertThat(SERVER.execInContainer(command).getExitCode()).isZero();
    }
}
