package io.holdfast.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Models what a power failure can leave of one directory. POSIX guarantees only: the bytes of a file up to its last fsync, the names up to
 * the last fsync of the directory, and any subset of later name changes, in any order.
 */
final class ForgetfulDisk extends DurableFileSystem {

    private final Path directory;
    private final Map<Object, byte[]> durableBytes = new HashMap<>();
    private final Set<Map<String, String>> leftovers = new LinkedHashSet<>();
    private final List<Path> syncedDirectories = new ArrayList<>();
    private Map<String, Object> durableNames = Map.of();

    ForgetfulDisk(Path directory) {
        super(FileModes.OWNER);
        this.directory = directory;
    }

    /** What a power failure could leave at any moment since {@link #begin}: contents by file name, in Latin 1. */
    Set<Map<String, String>> leftovers() throws IOException {
        observe();
        return leftovers;
    }

    /** Starts the recording; everything that exists now is durable. */
    void begin() throws IOException {
        durableNames = names();
        for (Map.Entry<String, Object> file : durableNames.entrySet()) {
            durableBytes.put(file.getValue(), Files.readAllBytes(directory.resolve(file.getKey())));
        }
        leftovers.clear();
    }

    /** What a power failure could leave now. */
    Set<Map<String, String>> leftoversNow() throws IOException {
        leftovers.clear();
        return leftovers();
    }

    List<Path> syncedDirectories() {
        return syncedDirectories;
    }

    @Override
    FileChannel create(Path file) throws IOException {
        observe();
        FileChannel channel = super.create(file);
        // The inode number can be that of a deleted file.
        durableBytes.remove(inode(file));
        observe();
        return channel;
    }

    @Override
    void force(FileChannel channel, Path file) throws IOException {
        observe();
        super.force(channel, file);
        durableBytes.put(inode(file), Files.readAllBytes(file));
        observe();
    }

    @Override
    void name(Path partial, Path target) throws IOException {
        observe();
        super.name(partial, target);
        observe();
    }

    @Override
    void replace(Path partial, Path target) throws IOException {
        observe();
        super.replace(partial, target);
        observe();
    }

    @Override
    void syncDirectory(Path synced) throws IOException {
        syncedDirectories.add(synced);
        if (synced.equals(directory)) {
            observe();
            super.syncDirectory(synced);
            durableNames = names();
            observe();
        } else {
            super.syncDirectory(synced);
        }
    }

    /** Every combination of the names that have changed since the last fsync of the directory. */
    private void observe() throws IOException {
        Map<String, Object> now = names();
        Set<String> all = new TreeSet<>(durableNames.keySet());
        all.addAll(now.keySet());
        List<String> changed = all.stream()
                .filter(name -> !Objects.equals(durableNames.get(name), now.get(name)))
                .toList();
        for (int kept = 0; kept < 1 << changed.size(); kept++) {
            Map<String, Object> names = new TreeMap<>(durableNames);
            for (int i = 0; i < changed.size(); i++) {
                if ((kept >> i & 1) == 1) {
                    names.remove(changed.get(i));
                    if (now.containsKey(changed.get(i))) {
                        names.put(changed.get(i), now.get(changed.get(i)));
                    }
                }
            }
            leftovers.add(contents(names));
        }
    }

    private Map<String, String> contents(Map<String, Object> names) {
        Map<String, String> contents = new TreeMap<>();
        names.forEach((name, inode) -> contents.put(
                name, new String(durableBytes.getOrDefault(inode, new byte[0]), StandardCharsets.ISO_8859_1)));
        return contents;
    }

    private Map<String, Object> names() throws IOException {
        Map<String, Object> names = new TreeMap<>();
        if (!Files.isDirectory(directory)) {
            return names;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                names.put(file.getFileName().toString(), inode(file));
            }
        }
        return names;
    }

    private static Object inode(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }
}
