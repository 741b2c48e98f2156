package io.holdfast.postgrestools;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A folder with a name that nobody can guess, which only this user may enter, for as long as one program runs. In memory
 * ({@code /dev/shm}) where there is such a place. Its name is ASCII, so it reaches a program whatever the locale is.
 *
 * <p>A lock on one of its files is held until it is deleted. The kernel releases it if this JVM dies; see {@link AbandonedFolderCleaner}.
 */
final class PrivateFolder implements AutoCloseable {

    /** Of the names of all such folders. */
    static final String PREFIX = "holdfast-sign-in-";

    static final String LOCK = "lock";

    private static final FileAttribute<Set<PosixFilePermission>> OURS_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> TO_READ =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final Set<PrivateFolder> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform()
                        .name("private-folders")
                        .unstarted(() -> OPEN.forEach(PrivateFolder::close)));
    }

    private final Path folder;
    private final FileChannel lock;

    private PrivateFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Where they can be made, best first. */
    static List<Path> places() {
        return Stream.of("/dev/shm", System.getProperty("java.io.tmpdir", "/tmp"), "/tmp")
                .filter(place -> place.chars().allMatch(letter -> letter > ' ' && letter < 0x7f))
                .distinct()
                .map(Path::of)
                .filter(place -> Files.isDirectory(place) && Files.isWritable(place))
                .toList();
    }

    /**
     * Makes it.
     *
     * @throws IOException also if another JVM took it for an abandoned one before it was locked
     */
    static PrivateFolder in(Path place) throws IOException {
        Path folder = Files.createTempDirectory(place, ofThisJvm(), OURS_ALONE);
        try {
            PrivateFolder made = new PrivateFolder(folder, lock(folder));
            OPEN.add(made);
            return made;
        } catch (IOException e) {
            Files.deleteIfExists(folder.resolve(LOCK));
            Files.deleteIfExists(folder);
            throw e;
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel lock = FileChannel.open(
                folder.resolve(LOCK), Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), TO_READ);
        if (lock.tryLock() == null) {
            lock.close();
            throw new IOException("another process has locked " + folder);
        }
        return lock;
    }

    /** With what the names of all folders of this JVM begin; another container may have a process of the same id. */
    static String ofThisJvm() {
        ProcessHandle self = ProcessHandle.current();
        long start = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return PREFIX + self.pid() + "." + start + "-";
    }

    /** Writes a file that only this user may read. */
    Path write(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), TO_READ)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        return file;
    }

    /** Deletes it with all that is in it. Safe to call again, from any thread. */
    @Override
    public void close() {
        if (!OPEN.remove(this)) {
            return;
        }
        try (lock) {
            delete(folder);
        } catch (IOException e) {
            // The program has ended, and its end is what matters. What remains is abandoned, and deleted at the next
            // start.
            return;
        }
    }

    /** The lock goes last, so that whatever remains after a crash can still be told to be abandoned. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> !file.endsWith(LOCK)).toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder.resolve(LOCK));
        Files.deleteIfExists(folder);
    }
}
