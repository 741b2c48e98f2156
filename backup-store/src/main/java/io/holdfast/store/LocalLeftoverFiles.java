package io.holdfast.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of an artifact's name, except the artifact itself. */
final class LocalLeftoverFiles {

    private LocalLeftoverFiles() {}

    static List<Path> of(Path directory, ObjectKey key) {
        return Stream.concat(partials(directory, key), companions(directory, key))
                .toList();
    }

    static void removeAll(Path directory, ObjectKey key) throws IOException {
        // The partial file is removed first: without it, a writer that was only suspended cannot seal any more.
        removePartials(directory, key);
        remove(companions(directory, key).toList());
    }

    static void removePartials(Path directory, ObjectKey key) throws IOException {
        remove(partials(directory, key).toList());
    }

    static Stream<Path> companions(Path directory, ObjectKey key) {
        return Stream.of(CompanionFile.Role.values())
                .map(role -> directory.resolve(key.companion(role).value()));
    }

    private static Stream<Path> partials(Path directory, ObjectKey key) {
        Stream<ObjectKey> companions = Stream.of(CompanionFile.Role.values()).map(key::companion);
        return Stream.concat(Stream.of(key), companions)
                .map(PartialFileName::of)
                .map(directory::resolve);
    }

    static void remove(List<Path> files) throws IOException {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
