package io.holdfast.cli.stack;

import io.holdfast.localstack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Detects a change of the folder of a local stack's artifacts. For dump-service, a folder without a marker is a disk that is not mounted, and it waits. This
 * class detects that another folder was configured, so that the command can report it immediately.
 */
final class BackupFolderChangeDetector {

    private static final String MARKER = ".holdfast-destination";

    private BackupFolderChangeDetector() {}

    /** @throws StackException if the artifacts are in another folder, and were not moved */
    static void mustBeTheFormer(LocalStackFolders home) {
        Path note = note(home);
        if (!Files.exists(note) || Files.exists(home.backups().resolve(MARKER))) {
            return;
        }
        try {
            String former = Files.readString(note).strip();
            if (!former.equals(home.backups().toString())) {
                throw new StackException("the backups of this stack are in " + former + ", not in " + home.backups()
                        + "\nHint: set BACKUP_DIR or holdfast.backup-dir to the former folder; or move all files, including "
                        + MARKER
                        + ", to the new folder; or delete the stack's state with 'holdfast down --forget'");
            }
        } catch (IOException e) {
            throw new StackException("cannot read " + note + ": " + e.getMessage(), e);
        }
    }

    static void remember(LocalStackFolders home) {
        try {
            Files.writeString(note(home), home.backups() + "\n");
        } catch (IOException e) {
            throw new StackException("cannot write " + note(home) + ": " + e.getMessage(), e);
        }
    }

    static void forget(LocalStackFolders home) {
        try {
            Files.deleteIfExists(note(home));
        } catch (IOException e) {
            throw new StackException("cannot remove " + note(home) + ": " + e.getMessage(), e);
        }
    }

    private static Path note(LocalStackFolders home) {
        return home.path().resolve("backup-folder");
    }
}
