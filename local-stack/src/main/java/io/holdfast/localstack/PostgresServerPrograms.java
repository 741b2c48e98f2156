package io.holdfast.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * PostgreSQL's server programs of one version.
 *
 * @param folder such as {@code /usr/lib/postgresql/15/bin}
 */
record PostgresServerPrograms(Path folder) {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    /**
     * The newest version from Debian's packages, or otherwise the one in the PATH.
     *
     * @throws StackException if there is none
     */
    static PostgresServerPrograms newest() {
        return versions(DEBIAN).stream()
                .findFirst()
                .or(PostgresServerPrograms::inPath)
                .map(PostgresServerPrograms::new)
                .orElseThrow(() -> new StackException("PostgreSQL's server programs (initdb, postgres) are neither in "
                        + DEBIAN + "/*/bin nor in the PATH. Hint: on Debian, apt-get install postgresql-15"));
    }

    Path program(String name) {
        return folder.resolve(name);
    }

    /** Folders with a server, newest version first. */
    static List<Path> versions(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> versions = Files.list(parent)) {
            return versions.filter(version -> version.getFileName().toString().matches("\\d{1,4}"))
                    .sorted(Comparator.comparing(PostgresServerPrograms::number).reversed())
                    .map(version -> version.resolve("bin"))
                    .filter(PostgresServerPrograms::hasServer)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Integer number(Path version) {
        return Integer.valueOf(version.getFileName().toString());
    }

    private static Optional<Path> inPath() {
        String path = System.getenv("PATH");
        return path == null
                ? Optional.empty()
                : Stream.of(path.split(":"))
                        .map(Path::of)
                        .filter(PostgresServerPrograms::hasServer)
                        .findFirst();
    }

    private static boolean hasServer(Path folder) {
        return Files.isExecutable(folder.resolve("initdb")) && Files.isExecutable(folder.resolve("postgres"));
    }
}
