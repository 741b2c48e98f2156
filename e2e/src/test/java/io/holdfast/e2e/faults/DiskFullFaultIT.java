package io.holdfast.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holdfast.e2e.Installation;
import io.holdfast.events.BackupId;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupFailed;
import io.holdfast.events.FailureReason;
import io.holdfast.localstack.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A full disk is reported as such, and existing files are not harmed. */
@Tag("long")
@ResourceLock(FaultInstallation.LOCK)
class DiskFullFaultIT {

    private static final Duration LONG = Duration.ofMinutes(8);

    @Test
    void a_full_disk_fails_the_dump_and_leaves_older_backups_untouched() throws Exception {
        Installation installation = FaultInstallation.installation();
        Path small = Files.createDirectories(installation.home().resolve("small-disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=6m,mode=700", "tmpfs", small.toString()) == 0,
                "mounting a small tmpfs needs root; the full disk is not tested here");
        BackupId tooLarge;
        try {
            moveTo(small, installation);
            BackupId older = installation.request(FaultInstallation.SMALL);
            installation.log().await(older, BackupCompleted.class, LONG);
            List<String> before = names(small);

            tooLarge = installation.request(FaultInstallation.FILLING);

            BackupFailed failed = installation.log().await(tooLarge, BackupFailed.class, LONG);
            assertThat(failed.failure()).isEqualTo(FailureReason.STORAGE_FULL);
            assertThat(names(small)).containsAll(before).noneMatch(name -> name.endsWith(".partial"));
        } finally {
            installation.stack().service(FaultInstallation.DUMP).ifPresent(ServiceProcess::terminate);
            run("umount", small.toString());
            installation.heal();
        }
        installation.log().await(tooLarge, BackupCompleted.class, LONG);
    }

    /** Moves the backups as an operator does. It includes the marker: otherwise the disk would count as not mounted. */
    private static void moveTo(Path disk, Installation installation) throws IOException {
        String marker = ".holdfast-destination";
        Files.copy(installation.backups().resolve(marker), disk.resolve(marker));
        installation.startWith(
                FaultInstallation.DUMP,
                plan -> plan.with(FaultInstallation.DUMP, "holdfast.backup-dir", disk.toString())
                        .with(FaultInstallation.DUMP, "holdfast.dump.keep-free-bytes", "0"));
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    }
}
