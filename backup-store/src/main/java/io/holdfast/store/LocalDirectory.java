package io.holdfast.store;

import io.holdfast.store.Opening.Opened;
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

/** A directory of this host, or of a volume that several hosts share. All artifacts lie flat in it. */
public final class LocalDirectory implements Destination {

    private final String id;
    private final Path directory;
    private final Site site;
    private final Disk disk;

    /** @param directory need not exist yet; see {@link #initialise()} */
    public LocalDirectory(String id, Path directory, Modes modes) {
        this(id, directory, modes, new Site("disk", false));
    }

    /** As above, for a directory that is not on this host's own disk. */
    public LocalDirectory(String id, Path directory, Modes modes, Site site) {
        this(id, directory, site, new Disk(modes));
    }

    LocalDirectory(String id, Path directory, Site site, Disk disk) {
        this.id = id;
        this.site = site;
        this.directory = directory.toAbsolutePath().normalize();
        this.disk = disk;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Site site() {
        return site;
    }

    /**
     * Makes an empty or missing directory a destination. To be called only where the caller knows that nothing was ever
     * stored here: an empty directory may also be a mount point whose file system is missing.
     */
    public Initialising initialise() {
        try {
            disk.createDirectories(directory);
            if (Marker.isIn(directory)) {
                return new Initialising.Known();
            }
            if (!Marker.isEmpty(directory)) {
                return new Initialising.Refused("the directory of '" + id + "' holds files and no " + Marker.FILE_NAME
                        + ": if it is the right one, create an empty file of that name in it");
            }
            Marker.write(disk, directory, id);
            return new Initialising.Created();
        } catch (FileAlreadyExistsException e) {
            return Marker.isIn(directory)
                    ? new Initialising.Known()
                    : new Initialising.Refused("the path of '" + id + "' is not a directory");
        } catch (IOException e) {
            return new Initialising.Refused("the directory of '" + id + "' cannot be prepared ("
                    + e.getClass().getSimpleName() + "): check that it exists and may be written by this user");
        }
    }

    @Override
    public Walking walk(Consumer<Stored> each) {
        if (!Marker.isIn(directory)) {
            return notMounted();
        }
        List<Stored> files = new ArrayList<>();
        try (Stream<Path> paths = Files.list(directory)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                stored(path).ifPresent(files::add);
            }
        } catch (IOException e) {
            return unavailable("cannot be listed", e);
        }
        files.sort(Comparator.comparing(Stored::fileName));
        files.forEach(each);
        return new Walking.Walked(files.size());
    }

    private static Optional<Stored> stored(Path path) throws IOException {
        String name = path.getFileName().toString();
        if (name.equals(Marker.FILE_NAME)) {
            return Optional.empty();
        }
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return Optional.of(
                    new Stored(name, file.size(), file.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public Look look(Key key) {
        if (!Marker.isIn(directory)) {
            return notMounted();
        }
        try {
            BasicFileAttributes file =
                    Files.readAttributes(path(key), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return file.isRegularFile()
                    ? new Look.There(key, file.size(), file.lastModifiedTime().toInstant())
                    : notPlain(key);
        } catch (NoSuchFileException e) {
            // Only now, and only if the marker is still there, is this evidence of absence.
            return Marker.isIn(directory) ? new Missing(key) : notMounted();
        } catch (IOException e) {
            return unreadable(key, e);
        }
    }

    @Override
    public Opening open(Key key) {
        return switch (look(key)) {
            case Look.There there -> opened(there);
            case Missing missing -> missing;
            case Unreadable unreadable -> unreadable;
            case Unavailable unavailable -> unavailable;
        };
    }

    private Opening opened(Look.There there) {
        try {
            FileChannel channel =
                    FileChannel.open(path(there.key()), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
            return new Opened(there.key(), Channels.newInputStream(channel), channel.size(), null);
        } catch (NoSuchFileException e) {
            return Marker.isIn(directory) ? new Missing(there.key()) : notMounted();
        } catch (IOException e) {
            return unreadable(there.key(), e);
        }
    }

    @Override
    public Deletion delete(Key key) {
        return switch (look(key)) {
            case Look.There there -> new LocalDeletion(disk, directory).artifactThenCompanions(key);
            case Missing missing -> new LocalDeletion(disk, directory).companionsOnly(key);
            case Unreadable unreadable -> new Deletion.NotDeleted(key, unreadable.reason());
            case Unavailable unavailable -> unavailable;
        };
    }

    @Override
    public Beginning begin(ArtifactName name, Terms terms) {
        if (!Marker.isIn(directory)) {
            return notMounted();
        }
        if (!(remains(name) instanceof Remains.Nothing)) {
            return new NameTaken(name.key());
        }
        try {
            FileChannel channel = disk.create(directory.resolve(PartialName.of(name.key())));
            return new Beginning.Begun(new LocalWriting(id, name, directory, disk, channel, terms));
        } catch (FileAlreadyExistsException e) {
            return new NameTaken(name.key());
        } catch (IOException e) {
            return Disk.isFull(e, directory)
                    ? new StorageFull("there is no room for another file at '" + id + "'")
                    : unavailable("cannot be written", e);
        }
    }

    @Override
    public Placing put(Key artifact, Companion companion) {
        if (!Marker.isIn(directory)) {
            return notMounted();
        }
        Key key = artifact.companion(companion.role());
        Path partial = directory.resolve(PartialName.of(key));
        try {
            // Whoever died while writing it has left it behind; only one service writes what is rewritten.
            Files.deleteIfExists(partial);
            disk.write(partial, companion.bytes());
            disk.replace(partial, path(key));
            disk.syncDirectory(directory);
            return new Placing.Placed(key);
        } catch (IOException e) {
            return Disk.isFull(e, directory)
                    ? new StorageFull("there is no room for another file at '" + id + "'")
                    : unavailable("cannot be written", e);
        }
    }

    @Override
    public Remains remains(ArtifactName name) {
        if (!Marker.isIn(directory)) {
            return notMounted();
        }
        Key key = name.key();
        if (Files.exists(path(key), LinkOption.NOFOLLOW_LINKS)) {
            return new Remains.SealedThere(key);
        }
        boolean any = LocalRemains.of(directory, key).stream()
                .anyMatch(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS));
        return any ? new Remains.Unsealed(key) : new Remains.Nothing(key);
    }

    @Override
    public Remains sweep(ArtifactName name) {
        Key key = name.key();
        try {
            switch (remains(name)) {
                // The bytes are named, so a partial beside them is a second name of the same bytes.
                case Remains.SealedThere there -> LocalRemains.removePartials(directory, key);
                case Remains.Unsealed unsealed -> LocalRemains.removeAll(directory, key);
                case Remains.Nothing nothing -> {
                    return nothing;
                }
                case Unavailable unavailable -> {
                    return unavailable;
                }
            }
            disk.syncDirectory(directory);
            return remains(name);
        } catch (IOException e) {
            return unavailable("has remains that cannot be removed", e);
        }
    }

    @Override
    public Room room() {
        if (!Marker.isIn(directory)) {
            return notMounted();
        }
        try {
            return new Room.Free(Files.getFileStore(directory).getUsableSpace());
        } catch (IOException e) {
            return unavailable("does not say how much room it has", e);
        }
    }

    /** Where an artifact lies on this host, for PostgreSQL's programs, which read files faster than pipes. */
    public Path path(Key key) {
        return directory.resolve(key.value());
    }

    private Unavailable notMounted() {
        return new Unavailable("the directory of '" + id + "' has no readable " + Marker.FILE_NAME
                + ": check that its file system is mounted and may be read by this user; in a new directory, create an"
                + " empty file of that name");
    }

    private Unavailable unavailable(String what, IOException e) {
        return new Unavailable("the directory of '" + id + "' " + what + " ("
                + e.getClass().getSimpleName() + "): check its permissions and its file system");
    }

    private Unreadable notPlain(Key key) {
        return new Unreadable(key, key + " is not a plain file");
    }

    private Unreadable unreadable(Key key, IOException e) {
        return new Unreadable(
                key, key + " cannot be read (" + e.getClass().getSimpleName() + "): check its permissions");
    }
}
