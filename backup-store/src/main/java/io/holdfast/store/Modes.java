package io.holdfast.store;

import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Who may read what is written: the owner alone, or the owner and a group that shares a volume (design 4). */
public enum Modes {
    /** Files 0600, directories 0700. */
    OWNER("rw-------", "rwx------"),
    /** Files 0640, directories 0770; a set-group-id bit is the volume's own affair. */
    GROUP("rw-r-----", "rwxrwx---");

    private final Set<PosixFilePermission> file;
    private final Set<PosixFilePermission> directory;

    Modes(String file, String directory) {
        this.file = Set.copyOf(PosixFilePermissions.fromString(file));
        this.directory = Set.copyOf(PosixFilePermissions.fromString(directory));
    }

    Set<PosixFilePermission> file() {
        return file;
    }

    Set<PosixFilePermission> directory() {
        return directory;
    }
}
