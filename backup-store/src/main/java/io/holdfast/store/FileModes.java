package io.holdfast.store;

import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Who may read what is written: the owner alone, or the owner and a group that shares a volume (design 4). */
public enum FileModes {
    /** Files 0600, directories 0700. */
    OWNER("rw-------", "rwx------", 0700),
    /** Files 0640, directories 2770: set-group-id, so that what any of the users writes belongs to the group that shares it. */
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

    /** The same with the bit that Java's permissions have no word for. */
    int directoryMode() {
        return directoryMode;
    }
}
