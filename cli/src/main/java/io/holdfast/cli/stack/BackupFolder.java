package io.holdfast.cli.stack;

import io.holdfast.localstack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the artifacts of a stack lie. dump-service takes a folder without its marker for a disk that is not mounted, and
 * waits; here it is known that somebody named another folder, and that can be said at once.
 */
final class BackupFolder {

    private static final String MARKER = ".holdfast-destination";

    private BackupFolder() {}

    /** @throws StackException when the artifacts lie elsewhere, and have not been moved */
    static void mustBeTheFormer(StackHome home) {
        Path note = note(home);
        if (!Files.exists(note) || Files.exists(home.backups().resolve(MARKER))) {
            return;
        }
        try {
            String former = Files.readString(note).strip();
            if (!former.equals(home.backups().toString())) {
                throw new StackException("the backups of this stack lie in " + former + ", not in " + home.backups()
                        + "\nHint: name the former folder (BACKUP_DIR, holdfast.backup-dir); or move everything, "
                        + MARKER
                        + " included, to the other folder; or begin anew with 'holdfast down --forget'");
            }
        } catch (IOException e) {
            throw new StackException("cannot read " + note + ": " + e.getMessage(), e);
        }
    }

    static void remember(StackHome home) {
        try {
            Files.writeString(note(home), home.backups() + "\n");
        } catch (IOException e) {
            throw new StackException("cannot write " + note(home) + ": " + e.getMessage(), e);
        }
    }

    static void forget(StackHome home) {
        try {
            Files.deleteIfExists(note(home));
        } catch (IOException e) {
            throw new StackException("cannot remove " + note(home) + ": " + e.getMessage(), e);
        }
    }

    private static Path note(StackHome home) {
        return home.path().resolve("backup-folder");
    }
}
