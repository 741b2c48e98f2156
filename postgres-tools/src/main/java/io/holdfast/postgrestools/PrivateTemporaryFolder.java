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
 * A folder with an unpredictable name that only this user can access. It exists as long as one program runs, if possible in memory
 * ({@code /dev/shm}). Its name is ASCII, so that programs receive it unchanged in every locale.
 *
 * <p>One of its files is locked until the folder is deleted. If this JVM dies, the kernel releases the lock; see
 * {@link AbandonedFolderCleaner}.
 */
final class PrivateTemporaryFolder implements AutoCloseable {

    /** Prefix of the names of all such folders. */
    static final String PREFIX = "holdfast-sign-in-";

    static final String LOCK = "lock";

    private static final FileAttribute<Set<PosixFilePermission>> OURS_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> TO_READ =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final Set<PrivateTemporaryFolder> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform()
                        .name("private-folders")
                        .unstarted(() -> OPEN.forEach(PrivateTemporaryFolder::close)));
    }

    private final Path folder;
    private final FileChannel lock;

    private PrivateTemporaryFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** The possible parent folders, in order of preference. */
    static List<Path> places() {
        return Stream.of("/dev/shm", System.getProperty("java.io.tmpdir", "/tmp"), "/tmp")
                .filter(place -> place.chars().allMatch(letter -> letter > ' ' && letter < 0x7f))
                .distinct()
                .map(Path::of)
                .filter(place -> Files.isDirectory(place) && Files.isWritable(place))
                .toList();
    }

    /**
     * Creates the folder.
     *
     * @throws IOException also if another JVM locked it first because it seemed abandoned
     */
    static PrivateTemporaryFolder in(Path place) throws IOException {
        Path folder = Files.createTempDirectory(place, ofThisJvm(), OURS_ALONE);
        try {
            PrivateTemporaryFolder made = new PrivateTemporaryFolder(folder, lock(folder));
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

    /** Prefix of the names of all folders of this JVM. A process in another container can have the same process id. */
    static String ofThisJvm() {
        ProcessHandle self = ProcessHandle.current();
        long start = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return PREFIX + self.pid() + "." + start + "-";
    }

    /** Writes a file that only this user can read. */
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

    /** Deletes the folder with its content. Idempotent and thread-safe. */
    @Override
    public void close() {
        if (!OPEN.remove(this)) {
            return;
        }
        try (lock) {
            delete(folder);
        } catch (IOException e) {
            // The program has ended, and only its result matters. The next start deletes the abandoned folder.
            return;
        }
    }

    /** Deletes the lock last, so that the remains after a crash can be recognized as abandoned. */
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
