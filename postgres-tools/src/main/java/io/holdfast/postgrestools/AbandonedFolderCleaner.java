package io.holdfast.postgrestools;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Deletes the {@link PrivateTemporaryFolder}s of JVMs that were killed. A folder is abandoned if no process holds its lock. Process ids cannot show
 * this, because containers that share {@code /dev/shm} have separate process ids.
 */
final class AbandonedFolderCleaner {

    /** The longest time between the creation of a folder and the creation of its lock. */
    private static final Duration UNLOCKED = Duration.ofMinutes(1);

    private AbandonedFolderCleaner() {}

    /** Deletes the abandoned folders of this user, and keeps those that cannot be deleted. */
    static void delete() {
        PrivateTemporaryFolder.places().forEach(AbandonedFolderCleaner::deleteIn);
    }

    private static void deleteIn(Path place) {
        String own = PrivateTemporaryFolder.ofThisJvm();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(place, PrivateTemporaryFolder.PREFIX + "*")) {
            for (Path folder : folders) {
                // Opening and closing a file would release the locks that this JVM holds on it.
                if (!folder.getFileName().toString().startsWith(own) && isOurs(folder)) {
                    deleteIfAbandoned(folder);
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            // The next start tries again.
            return;
        }
    }

    /** No other user can have put anything into such a folder, or replaced it. */
    private static boolean isOurs(Path folder) throws IOException {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                        .equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    private static void deleteIfAbandoned(Path folder) {
        try (FileChannel lock = FileChannel.open(
                folder.resolve(PrivateTemporaryFolder.LOCK),
                Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
            if (lock.tryLock() != null) {
                PrivateTemporaryFolder.delete(folder);
            }
        } catch (NoSuchFileException e) {
            deleteIfOld(folder);
        } catch (IOException | OverlappingFileLockException e) {
            // Another process uses the folder, or the next start tries again.
            return;
        }
    }

    private static void deleteIfOld(Path folder) {
        try {
            Instant made = Files.getLastModifiedTime(folder).toInstant();
            if (made.plus(UNLOCKED).isBefore(Instant.now())) {
                PrivateTemporaryFolder.delete(folder);
            }
        } catch (IOException e) {
            // As above.
            return;
        }
    }
}
