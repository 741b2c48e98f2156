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
 * What JVMs that were killed have left of their {@link PrivateFolder}s. A lock that nobody holds is the sign: ids of processes mean
 * nothing where containers share {@code /dev/shm}.
 */
final class AbandonedFolderCleaner {

    /** Between the making of a folder and that of its lock. */
    private static final Duration UNLOCKED = Duration.ofMinutes(1);

    private AbandonedFolderCleaner() {}

    /** Deletes those of this user; whatever cannot be deleted stays. */
    static void delete() {
        PrivateFolder.places().forEach(AbandonedFolderCleaner::deleteIn);
    }

    private static void deleteIn(Path place) {
        String own = PrivateFolder.ofThisJvm();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(place, PrivateFolder.PREFIX + "*")) {
            for (Path folder : folders) {
                // To open and close a file would release the locks that this JVM has on it.
                if (!folder.getFileName().toString().startsWith(own) && isOurs(folder)) {
                    deleteIfAbandoned(folder);
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            // They are looked for again at the next start.
            return;
        }
    }

    /** Nobody else can then have put anything into it, or in its place. */
    private static boolean isOurs(Path folder) throws IOException {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                        .equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    private static void deleteIfAbandoned(Path folder) {
        try (FileChannel lock = FileChannel.open(
                folder.resolve(PrivateFolder.LOCK), Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
            if (lock.tryLock() != null) {
                PrivateFolder.delete(folder);
            }
        } catch (NoSuchFileException e) {
            deleteIfOld(folder);
        } catch (IOException | OverlappingFileLockException e) {
            // It is somebody's, or it is looked for again at the next start.
            return;
        }
    }

    private static void deleteIfOld(Path folder) {
        try {
            Instant made = Files.getLastModifiedTime(folder).toInstant();
            if (made.plus(UNLOCKED).isBefore(Instant.now())) {
                PrivateFolder.delete(folder);
            }
        } catch (IOException e) {
            // As above.
            return;
        }
    }
}
