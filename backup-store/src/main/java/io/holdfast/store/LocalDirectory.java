package io.holdfast.store;

import io.holdfast.store.OpenArtifactResult.Opened;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A directory of this host, or of a volume that several hosts share. It contains all artifacts without subdirectories. */
public final class LocalDirectory implements Destination {

    private final String id;
    private final Path directory;
    private final FailureDomain failureDomain;
    private final DurableFileSystem disk;

    /** @param directory may not exist yet; see {@link #initialise()} */
    public LocalDirectory(String id, Path directory, FileModes fileModes) {
        this(id, directory, fileModes, new FailureDomain("disk", false));
    }

    /** Like the other constructor, for a directory that is not on this host's own disk. */
    public LocalDirectory(String id, Path directory, FileModes fileModes, FailureDomain failureDomain) {
        this(id, directory, failureDomain, new DurableFileSystem(fileModes));
    }

    LocalDirectory(String id, Path directory, FailureDomain failureDomain, DurableFileSystem disk) {
        this.id = id;
        this.failureDomain = failureDomain;
        this.directory = directory.toAbsolutePath().normalize();
        this.disk = disk;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public FailureDomain failureDomain() {
        return failureDomain;
    }

    /**
     * Makes an empty or missing directory a destination. Call this only if nothing can ever have been stored there: an empty directory can
     * also be a mount point whose file system is not mounted.
     */
    public InitDestinationResult initialise() {
        try {
            disk.createDirectories(directory);
            if (DestinationMarker.isIn(directory)) {
                return new InitDestinationResult.Known();
            }
            if (!DestinationMarker.isEmpty(directory)) {
                return new InitDestinationResult.Refused(
                        "the directory of '" + id + "' contains files but no " + DestinationMarker.FILE_NAME
                                + ": if it is the right directory, create an empty file with that name in it");
            }
            DestinationMarker.write(disk, directory, id);
            return new InitDestinationResult.Created();
        } catch (FileAlreadyExistsException e) {
            return DestinationMarker.isIn(directory)
                    ? new InitDestinationResult.Known()
                    : new InitDestinationResult.Refused("the path of '" + id + "' is not a directory");
        } catch (IOException e) {
            return new InitDestinationResult.Refused("the directory of '" + id + "' cannot be prepared ("
                    + e.getClass().getSimpleName() + "): check that it exists and is writable for this user");
        }
    }

    @Override
    public WalkStoredFilesResult walk(Consumer<StoredFile> each) {
        if (!DestinationMarker.isIn(directory)) {
            return notMounted();
        }
        List<StoredFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.list(directory)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                stored(path).ifPresent(files::add);
            }
        } catch (IOException e) {
            return destinationUnavailable("cannot be listed", e);
        }
        files.sort(Comparator.comparing(StoredFile::fileName));
        files.forEach(each);
        return new WalkStoredFilesResult.Walked(files.size());
    }

    private static Optional<StoredFile> stored(Path path) throws IOException {
        String name = path.getFileName().toString();
        if (name.equals(DestinationMarker.FILE_NAME)) {
            return Optional.empty();
        }
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return Optional.of(
                    new StoredFile(name, file.size(), file.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public StatArtifactResult stat(ObjectKey key) {
        if (!DestinationMarker.isIn(directory)) {
            return notMounted();
        }
        try {
            BasicFileAttributes file =
                    Files.readAttributes(path(key), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return file.isRegularFile()
                    ? new StatArtifactResult.There(
                            key, file.size(), file.lastModifiedTime().toInstant())
                    : notPlain(key);
        } catch (NoSuchFileException e) {
            // Absence is only proven if the marker still exists after the lookup.
            return DestinationMarker.isIn(directory) ? new ArtifactMissingResult(key) : notMounted();
        } catch (IOException e) {
            return artifactUnreadable(key, e);
        }
    }

    @Override
    public OpenArtifactResult open(ObjectKey key) {
        return switch (stat(key)) {
            case StatArtifactResult.There there -> opened(there);
            case ArtifactMissingResult artifactMissing -> artifactMissing;
            case ArtifactUnreadableResult artifactUnreadable -> artifactUnreadable;
            case DestinationUnavailableResult destinationUnavailable -> destinationUnavailable;
        };
    }

    private OpenArtifactResult opened(StatArtifactResult.There there) {
        try {
            FileChannel channel =
                    FileChannel.open(path(there.key()), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
            return new Opened(there.key(), Channels.newInputStream(channel), channel.size(), null);
        } catch (NoSuchFileException e) {
            return DestinationMarker.isIn(directory) ? new ArtifactMissingResult(there.key()) : notMounted();
        } catch (IOException e) {
            return artifactUnreadable(there.key(), e);
        }
    }

    @Override
    public DeleteArtifactResult delete(ObjectKey key) {
        return switch (stat(key)) {
            case StatArtifactResult.There there ->
                new LocalArtifactDeletion(disk, directory).artifactThenCompanions(key);
            case ArtifactMissingResult artifactMissing ->
                new LocalArtifactDeletion(disk, directory).companionsOnly(key);
            case ArtifactUnreadableResult artifactUnreadable ->
                new DeleteArtifactResult.NotDeleted(key, artifactUnreadable.reason());
            case DestinationUnavailableResult destinationUnavailable -> destinationUnavailable;
        };
    }

    @Override
    public BeginWriteResult begin(ArtifactName name, ArtifactWriteOptions options) {
        if (!DestinationMarker.isIn(directory)) {
            return notMounted();
        }
        if (!(leftovers(name) instanceof UnfinishedWriteState.Nothing)) {
            return new ArtifactNameTakenResult(name.key());
        }
        try {
            FileChannel channel = disk.create(directory.resolve(PartialFileName.of(name.key())));
            return new BeginWriteResult.Begun(new LocalArtifactWriter(id, name, directory, disk, channel, options));
        } catch (FileAlreadyExistsException e) {
            return new ArtifactNameTakenResult(name.key());
        } catch (IOException e) {
            return DurableFileSystem.isFull(e, directory)
                    ? new StorageFullResult("no space left for another file at '" + id + "'")
                    : destinationUnavailable("cannot be written", e);
        }
    }

    @Override
    public StoreCompanionFileResult put(ObjectKey artifact, CompanionFile companion) {
        if (!DestinationMarker.isIn(directory)) {
            return notMounted();
        }
        ObjectKey key = artifact.companion(companion.role());
        Path partial = directory.resolve(PartialFileName.of(key));
        try {
            // A writer that died left this file. Only one service writes files that are rewritten.
            Files.deleteIfExists(partial);
            disk.write(partial, companion.bytes());
            disk.replace(partial, path(key));
            disk.syncDirectory(directory);
            return new StoreCompanionFileResult.Placed(key);
        } catch (IOException e) {
            return DurableFileSystem.isFull(e, directory)
                    ? new StorageFullResult("no space left for another file at '" + id + "'")
                    : destinationUnavailable("cannot be written", e);
        }
    }

    @Override
    public UnfinishedWriteState leftovers(ArtifactName name) {
        if (!DestinationMarker.isIn(directory)) {
            return notMounted();
        }
        ObjectKey key = name.key();
        if (Files.exists(path(key), LinkOption.NOFOLLOW_LINKS)) {
            return new UnfinishedWriteState.SealedThere(key);
        }
        boolean any = LocalLeftoverFiles.of(directory, key).stream()
                .anyMatch(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS));
        return any ? new UnfinishedWriteState.Unsealed(key) : new UnfinishedWriteState.Nothing(key);
    }

    @Override
    public UnfinishedWriteState sweep(ArtifactName name) {
        ObjectKey key = name.key();
        try {
            switch (leftovers(name)) {
                // The artifact has its name, so a partial file is a second name of the same bytes.
                case UnfinishedWriteState.SealedThere there -> LocalLeftoverFiles.removePartials(directory, key);
                case UnfinishedWriteState.Unsealed unsealed -> LocalLeftoverFiles.removeAll(directory, key);
                case UnfinishedWriteState.Nothing nothing -> {
                    return nothing;
                }
                case DestinationUnavailableResult destinationUnavailable -> {
                    return destinationUnavailable;
                }
            }
            disk.syncDirectory(directory);
            return leftovers(name);
        } catch (IOException e) {
            return destinationUnavailable("contains unsealed files that cannot be removed", e);
        }
    }

    @Override
    public FreeSpace freeSpace() {
        if (!DestinationMarker.isIn(directory)) {
            return notMounted();
        }
        try {
            return new FreeSpace.Free(Files.getFileStore(directory).getUsableSpace());
        } catch (IOException e) {
            return destinationUnavailable("does not report its free space", e);
        }
    }

    /** The path of an artifact on this host, for PostgreSQL's programs, which read files faster than pipes. */
    public Path path(ObjectKey key) {
        return directory.resolve(key.value());
    }

    private DestinationUnavailableResult notMounted() {
        return new DestinationUnavailableResult(
                "the directory of '" + id + "' has no readable " + DestinationMarker.FILE_NAME
                        + ": check that its file system is mounted and readable for this user; in a new directory, create an"
                        + " empty file with that name");
    }

    private DestinationUnavailableResult destinationUnavailable(String what, IOException e) {
        return new DestinationUnavailableResult("the directory of '" + id + "' " + what + " ("
                + e.getClass().getSimpleName() + "): check its permissions and its file system");
    }

    private ArtifactUnreadableResult notPlain(ObjectKey key) {
        return new ArtifactUnreadableResult(key, key + " is not a regular file");
    }

    private ArtifactUnreadableResult artifactUnreadable(ObjectKey key, IOException e) {
        return new ArtifactUnreadableResult(
                key, key + " cannot be read (" + e.getClass().getSimpleName() + "): check its permissions");
    }
}
