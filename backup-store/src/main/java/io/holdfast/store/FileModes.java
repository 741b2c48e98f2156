package io.holdfast.store;

import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The permissions of new files: for the owner only, or for the owner and a group that shares a volume (design 4). */
public enum FileModes {
    /** Files 0600, directories 0700. */
    OWNER("rw-------", "rwx------", 0700),
    /** Files 0640, directories 2770: with set-group-id, all files belong to the shared group, whichever user writes them. */
    GROUP("rw-r-----", "rwxrwx---", 02770);

    private final Set<PosixFilePermission> file;
    private final Set<PosixFilePermission> directory;
    private final int directoryMode;

    FileModes(String file, String directory, int directoryMode) {
        this.file = Set.copyOf(PosixFilePermissions.fromString(file));
        this.directory = Set.copyOf(PosixFilePermissions.fromString(directory));
        this.directoryMode = directoryMode;
    }

    Set<PosixFilePermission> file() {
        return file;
    }

    Set<PosixFilePermission> directory() {
        return directory;
    }

    /** The same with the set-group-id bit, for which Java's permissions have no constant. */
    int directoryMode() {
        return directoryMode;
    }
}
