package io.holdfast.cli.stack;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.localstack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupFolderChangeDetectorTest {

    @TempDir
    Path folder;

    private LocalStackFolders here;
    private LocalStackFolders elsewhere;

    @BeforeEach
    void a_stack_that_has_run() throws IOException {
        here = new LocalStackFolders(folder, Files.createDirectories(folder.resolve("backups")));
        elsewhere = new LocalStackFolders(folder, Files.createDirectories(folder.resolve("elsewhere")));
        BackupFolderChangeDetector.remember(here);
    }

    @Test
    void the_former_folder_is_right_also_while_its_disk_is_not_mounted() {
        assertThatCode(() -> BackupFolderChangeDetector.mustBeTheFormer(here)).doesNotThrowAnyException();
    }

    @Test
    void another_folder_is_refused_with_both_names_and_what_to_do() {
        assertThatThrownBy(() -> BackupFolderChangeDetector.mustBeTheFormer(elsewhere))
                .isInstanceOf(StackException.class)
                .hasMessageContainingAll(
                        here.backups().toString(), elsewhere.backups().toString(), "BACKUP_DIR", "down --forget");
    }

    @Test
    void another_folder_is_right_when_everything_was_moved_there() throws IOException {
        Files.createFile(elsewhere.backups().resolve(".holdfast-destination"));

        assertThatCode(() -> BackupFolderChangeDetector.mustBeTheFormer(elsewhere))
                .doesNotThrowAnyException();
    }

    @Test
    void a_stack_that_forgot_everything_takes_any_folder() {
        BackupFolderChangeDetector.forget(here);

        assertThatCode(() -> BackupFolderChangeDetector.mustBeTheFormer(elsewhere))
                .doesNotThrowAnyException();
    }
}
