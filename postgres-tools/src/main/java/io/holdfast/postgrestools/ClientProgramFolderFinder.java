package io.holdfast.postgrestools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Folders that can contain client programs. */
final class ClientProgramFolderFinder {

    // /usr/bin is not searched: Debian's pg_dump there is a script that selects a version.
    private static final List<Path> ROOTS = List.of(Path.of("/usr/lib/postgresql"), Path.of("/opt/postgresql"));
    private static final List<Path> FOLDERS = List.of(Path.of("/usr/local/pgsql/bin"), Path.of("/usr/local/bin"));

    private ClientProgramFolderFinder() {}

    static List<Path> known(List<Path> extra) {
        return Stream.of(
                        extra.stream()
                                .map(Path::toAbsolutePath)
                                .flatMap(ClientProgramFolderFinder::itselfAndVersionsBelow),
                        ROOTS.stream().flatMap(ClientProgramFolderFinder::itselfAndVersionsBelow),
                        rpmFolders(),
                        FOLDERS.stream())
                .flatMap(folders -> folders)
                .toList();
    }

    private static Stream<Path> itselfAndVersionsBelow(Path root) {
        return Stream.concat(Stream.of(root), children(root).map(version -> version.resolve("bin")));
    }

    private static Stream<Path> rpmFolders() {
        return children(Path.of("/usr"))
                .filter(folder -> folder.getFileName().toString().startsWith("pgsql-"))
                .map(folder -> folder.resolve("bin"));
    }

    private static Stream<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> listed = Files.list(folder)) {
            return listed.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot search PostgreSQL's programs in " + folder, e);
        }
    }
}
