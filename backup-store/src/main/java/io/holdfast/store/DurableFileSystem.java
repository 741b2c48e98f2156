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

/** Operations of the local file system that never overwrite a file, never follow a link, and survive a power failure. */
class DurableFileSystem {

    private static final long NEXT_TO_NOTHING = 64 * 1024;

    private final FileModes fileModes;

    DurableFileSystem(FileModes fileModes) {
        this.fileModes = fileModes;
    }

    /** Creates a file with these bytes. Its name is durable after a sync of the directory. */
    void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = create(file)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            force(channel, file);
        }
    }

    /** Creates a file for writing. Fails if a file or link with this name exists. */
    FileChannel create(Path file) throws IOException {
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(fileModes.file()));
        try {
            // The process's umask can remove permissions that the group needs.
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
     * @param file the path with which the channel was opened
     */
    void force(FileChannel channel, Path file) throws IOException {
        channel.force(true);
    }

    /** Creates a directory with its parents, each of them durable in its parent. Existing directories are not changed. */
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

    /** Sets the bits that creation omits: those that the umask removed, and set-group-id if the file system supports it. */
    private void completeMode(Path directory) throws IOException {
        try {
            Files.setAttribute(directory, "unix:mode", fileModes.directoryMode());
        } catch (UnsupportedOperationException | IllegalArgumentException | FileSystemException e) {
            Files.setPosixFilePermissions(directory, fileModes.directory());
        }
    }

    /** Makes names durable: only after this call, renames and deletions survive a power failure. */
    void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Gives a file its name, unless a file with this name exists.
     *
     * <p>A rename would silently replace a file; a hard link fails. A crash between link and deletion leaves both names for the same bytes,
     * and the sweep removes the partial one. On file systems without hard links, a check and a rename are used. This is safe, because names
     * are reserved in the catalog, so no other writer uses this name.
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

    /** Gives a file its name, and replaces an earlier file with this name. */
    void replace(Path partial, Path target) throws IOException {
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Whether an error means that the disk is full: judged by its message or, in other languages, by the free space. */
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
