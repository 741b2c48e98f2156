package io.holdfast.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holdfast.e2e.Installation;
import io.holdfast.events.BackupId;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupFailed;
import io.holdfast.events.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A full disk is said to be one, and harms nothing that lies there already. */
@Tag("unproven")
class DiskFullFaultIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void a_full_disk_fails_the_dump_and_leaves_older_backups_untouched() throws Exception {
        Installation installation = Disturbed.installation();
        Path small = installation.home().resolve("small-disk");
        Files.createDirectories(small);
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=6m,mode=700", "tmpfs", small.toString()) == 0,
                "mounting a small tmpfs needs root; the full disk is not tested here");
        try {
            installation.startWith(
                    Disturbed.DUMP,
                    plan -> plan.with(Disturbed.DUMP, "holdfast.backup-dir", small.toString())
                            .with(Disturbed.DUMP, "holdfast.dump.keep-free-bytes", "0"));
            BackupId older = installation.request(Disturbed.SMALL);
            installation.log().await(older, BackupCompleted.class, LONG);
            List<String> before = names(small);

            BackupId tooLarge = installation.request(Disturbed.SLOW);

            BackupFailed failed = installation.log().await(tooLarge, BackupFailed.class, LONG);
            assertThat(failed.failure()).isEqualTo(Failure.STORAGE_FULL);
            assertThat(names(small)).containsAll(before).noneMatch(name -> name.endsWith(".partial"));
        } finally {
            installation.service(Disturbed.DUMP).terminate();
            run("umount", small.toString());
            installation.heal();
        }
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
