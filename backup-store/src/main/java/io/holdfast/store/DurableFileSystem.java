package io.holdfast.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;

/** What the local file system has to promise: nothing overwritten, nothing followed, nothing forgotten in a power cut. */
class DurableFileSystem {

    private static final long NEXT_TO_NOTHING = 64 * 1024;

    private final FileModes fileModes;

    DurableFileSystem(FileModes fileModes) {
        this.fileModes = fileModes;
    }

    /** A new file with these bytes, durable under this name once its directory is synced. */
    void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = create(file)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            force(channel, file);
        }
    }

    /** A new file for writing; an existing one, or a link in its place, is an error. */
    FileChannel create(Path file) throws IOException {
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(fileModes.file()));
        try {
            // The process's umask may have taken bits away that the group needs.
            Files.setPosixFilePermissions(file, fileModes.file());
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Makes the bytes of a file durable, but not its name: see {@link #syncDirectory}.
     *
     * @param file under which the channel was opened
     */
    void force(FileChannel channel, Path file) throws IOException {
        channel.force(true);
    }

    /** A new directory with its parents, each durable in its parent; existing ones are left as they are. */
    void createDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.getParent();
        if (parent != null) {
            createDirectories(parent);
        }
        try {
            Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(fileModes.directory()));
        } catch (FileAlreadyExistsException e) {
            if (Files.isDirectory(directory)) {
                return;
            }
            throw e;
        }
        completeMode(directory);
        if (parent != null) {
            syncDirectory(parent);
        }
    }

    /** What creation has left out: bits that the umask took away, and set-group-id, where the file system knows it. */
    private void completeMode(Path directory) throws IOException {
        try {
            Files.setAttribute(directory, "unix:mode", fileModes.directoryMode());
        } catch (UnsupportedOperationException | IllegalArgumentException | FileSystemException e) {
            Files.setPosixFilePermissions(directory, fileModes.directory());
        }
    }

    /** Makes names durable: renames and deletions survive a power cut only after this. */
    void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Gives a file its name unless something bears it already.
     *
     * <p>A rename would replace silently; a hard link refuses. A crash between link and deletion leaves both names on the
     * same bytes, and the sweep removes the partial one. File systems without hard links get a check and a rename, which is
     * as good here: names are reserved in the catalogue, so nobody else wants this one.
     */
    void name(Path partial, Path target) throws IOException {
        try {
            Files.createLink(target, partial);
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        Files.deleteIfExists(partial);
    }

    /** Gives a file its name, in place of an earlier file of that name. */
    void replace(Path partial, Path target) throws IOException {
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Whether an error means that there is no room, by what it says or, in another language, by what is left. */
    static boolean isFull(IOException e, Path directory) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no space left")
                || message.contains("quota exceeded")
                || free(directory) < NEXT_TO_NOTHING;
    }

    private static long free(Path directory) {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }
}
