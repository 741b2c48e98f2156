package io.holdfast.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.e2e.Installation;
import io.holdfast.events.BackupCopyEvent.BackupCopied;
import io.holdfast.events.BackupCopyEvent.BackupProtected;
import io.holdfast.events.BackupCopyEvent.CopyFailed;
import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupStarted;
import io.holdfast.events.OperatorRequest.VerifyRequested;
import io.holdfast.events.VerificationEvent.BackupCondemned;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationEvent.CopyCondemned;
import io.holdfast.localstack.ServiceProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A second copy in a bucket, and a bucket that becomes unreachable, rejects requests, or loses data. */
@Tag("long")
@ResourceLock(FaultInstallation.LOCK)
class OffSiteFaultIT {

    private static final Duration LONG = Duration.ofSeconds(240);
    private static final String LOCAL = "local";
    private static final String OFF_SITE = "offsite";
    private static final String RETENTION = "retention-service";

    @Test
    void a_backup_with_two_copies_is_protected_when_both_are_verified() {
        Installation installation = FaultInstallation.withOffSite();

        BackupId backup = installation.request(FaultInstallation.SMALL);

        BackupVerified verified = installation.log().await(backup, BackupVerified.class, LONG);
        assertThat(verified.copies()).extracting(CopyLocation::destination).containsExactly(LOCAL, OFF_SITE);
        installation.log().await(backup, BackupProtected.class, LONG);
    }

    @Test
    void a_bucket_that_fails_during_the_dump_neither_fails_the_backup_nor_is_forgotten() {
        Installation installation = FaultInstallation.withOffSite();
        BackupId backup = midUpload(installation);

        installation.stack().offSite().orElseThrow().kill();

        BackupCompleted completed = installation.log().await(backup, BackupCompleted.class, LONG);
        assertThat(completed.copies()).extracting(BackupCopyRecord::destination).containsExactly(LOCAL);
        installation
                .log()
                .await(backup, CopyFailed.class, failed -> failed.destination().equals(OFF_SITE), LONG);
        installation.heal();
        BackupCopyRecord copy =
                installation.log().await(backup, BackupCopied.class, LONG).copy();
        assertThat(copy.sha256()).isEqualTo(completed.copies().getFirst().sha256());
        installation.log().await(backup, BackupProtected.class, LONG);
        assertThat(objectsOf(installation, copy.key()))
                .containsExactlyInAnyOrder(
                        copy.key(),
                        copy.key() + ".manifest.json",
                        copy.key() + ".manifest.sig",
                        copy.key() + ".roles.sql",
                        copy.key() + ".sha256");
    }

    @Test
    void a_full_local_disk_does_not_prevent_the_copy_in_the_bucket() throws Exception {
        Installation installation = FaultInstallation.withOffSite();
        Path small = Files.createDirectories(installation.home().resolve("small-disk"));
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=6m,mode=700", "tmpfs", small.toString()))
                .as("mounting a small tmpfs needs root")
                .isZero();
        BackupId backup;
        try {
            Files.copy(installation.backups().resolve(".holdfast-destination"), small.resolve(".holdfast-destination"));
            installation.startWith(
                    FaultInstallation.DUMP,
                    plan -> plan.with(FaultInstallation.DUMP, "holdfast.backup-dir", small.toString())
                            .with(FaultInstallation.DUMP, "holdfast.dump.keep-free-bytes", "0"));

            backup = installation.request(FaultInstallation.FILLING);

            BackupCompleted completed = installation.log().await(backup, BackupCompleted.class, LONG);
            assertThat(completed.copies())
                    .extracting(BackupCopyRecord::destination)
                    .containsExactly(OFF_SITE);
        } finally {
            installation.stack().service(FaultInstallation.DUMP).ifPresent(ServiceProcess::terminate);
            run("umount", small.toString());
            installation.heal();
        }
        assertThat(installation
                        .log()
                        .await(backup, BackupCopied.class, LONG)
                        .copy()
                        .destination())
                .isEqualTo(LOCAL);
    }

    @Test
    void wrong_credentials_are_reported_in_one_sentence_and_the_local_copy_is_made() {
        Installation installation = FaultInstallation.withOffSite();
        installation.startWith(
                FaultInstallation.DUMP,
                plan -> plan.with(FaultInstallation.DUMP, "holdfast.destinations.offsite.secret-key", "not-the-one"));

        BackupId backup = installation.request(FaultInstallation.SMALL);

        CopyFailed failed = installation
                .log()
                .await(backup, CopyFailed.class, event -> event.destination().equals(OFF_SITE), LONG);
        assertThat(failed.message()).contains("credentials").doesNotContain("not-the-one");
        assertThat(installation.log().await(backup, BackupCompleted.class, LONG).copies())
                .extracting(BackupCopyRecord::destination)
                .containsExactly(LOCAL);
        installation.startPlain(FaultInstallation.DUMP);
        installation.log().await(backup, BackupCopied.class, LONG);
    }

    @Test
    void a_damaged_copy_in_the_bucket_is_condemned_and_replaced() throws Exception {
        Installation installation = FaultInstallation.withOffSite();
        BackupId backup = installation.request(FaultInstallation.SMALL);
        BackupVerified verified = installation.log().await(backup, BackupVerified.class, LONG);
        flipABit(object(installation, verified.copies().getLast().key()));

        installation.publish(
                UUID.randomUUID().toString(), new VerifyRequested(FaultInstallation.SMALL, backup, "the auditor"));

        assertThat(installation
                        .log()
                        .await(backup, CopyCondemned.class, LONG)
                        .copy()
                        .destination())
                .isEqualTo(OFF_SITE);
        assertThat(installation
                        .log()
                        .await(backup, BackupCopied.class, LONG)
                        .copy()
                        .destination())
                .isEqualTo(OFF_SITE);
        installation
                .log()
                .await(
                        backup,
                        BackupVerified.class,
                        again -> !again.verification().equals(verified.verification())
                                && again.copies().stream()
                                        .anyMatch(copy -> copy.destination().equals(OFF_SITE)),
                        LONG);
        await().atMost(LONG)
                .until(() ->
                        installation.log().about(backup, BackupProtected.class).size() == 2);
        assertThat(installation.log().about(backup, BackupCondemned.class)).isEmpty();
    }

    @Test
    void a_retention_service_killed_while_it_copies_makes_one_copy_in_the_end() {
        Installation installation = FaultInstallation.withOffSite();
        installation.stack().offSite().orElseThrow().kill();
        BackupId backup = installation.request(FaultInstallation.SLOW);
        installation.log().await(backup, BackupCompleted.class, LONG);
        installation.heal();
        installation.startWith(
                RETENTION, plan -> plan.with(RETENTION, "holdfast.retention.copying.bytes-per-second", "2000000"));
        String key = installation
                .log()
                .await(backup, BackupCompleted.class, LONG)
                .copies()
                .getFirst()
                .key();
        await().atMost(LONG).until(() -> !objectsOf(installation, key).isEmpty());

        installation.service(RETENTION).kill9();

        installation.startPlain(RETENTION);
        installation.log().await(backup, BackupProtected.class, LONG);
        assertThat(installation.log().about(backup, BackupCopied.class)).hasSize(1);
    }

    /** A backup of the slow database of which some bytes have arrived in the bucket. */
    private static BackupId midUpload(Installation installation) {
        BackupId backup = installation.request(FaultInstallation.SLOW);
        String artifact =
                installation.log().await(backup, BackupStarted.class, LONG).artifact();
        await().atMost(LONG).until(() -> !objectsOf(installation, artifact).isEmpty());
        return backup;
    }

    /** Names of the objects and unfinished uploads that begin like the artifact's name. */
    private static List<String> objectsOf(Installation installation, String artifact) {
        return installation.objects().stream()
                .filter(name -> name.contains(artifact) && !name.endsWith(".facts.json"))
                .toList();
    }

    private static Path object(Installation installation, String key) throws IOException {
        try (Stream<Path> objects = Files.walk(installation.stack().home().resolve("offsite/data"))) {
            return objects.filter(path -> path.endsWith(key)).findFirst().orElseThrow();
        }
    }

    private static void flipABit(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long middle = channel.size() / 2;
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, middle);
            channel.write(ByteBuffer.wrap(new byte[] {(byte) (one.get(0) ^ 1)}), middle);
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    }
}
