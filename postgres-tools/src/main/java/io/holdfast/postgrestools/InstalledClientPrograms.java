package io.holdfast.postgrestools;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The PostgreSQL client programs of this host. A pg_dump cannot read a server that is newer than itself, and a pg_restore cannot read an
 * archive of a newer pg_dump. Both support all older versions.
 *
 * @param all in ascending order of version
 */
public record InstalledClientPrograms(List<ClientPrograms> all) {

    private static final List<String> NEEDED = List.of("pg_dump", "pg_dumpall", "pg_restore", "psql");

    public InstalledClientPrograms {
        all = all.stream().sorted(Comparator.comparing(ClientPrograms::version)).toList();
    }

    /**
     * Searches the usual folders of Debian, PGDG's RPMs and source builds, and the given folders. The search runs {@code pg_dump --version}
     * once for each folder, so keep the result.
     *
     * @param extra folders that contain the programs, or subfolders {@code <major>/bin}
     */
    public static InstalledClientPrograms find(List<Path> extra) {
        return in(ClientProgramFolderFinder.known(extra));
    }

    static InstalledClientPrograms in(List<Path> folders) {
        Set<Path> once = new LinkedHashSet<>(folders);
        return new InstalledClientPrograms(
                once.stream().flatMap(folder -> inspect(folder).stream()).toList());
    }

    /** The same major version as the server, otherwise the next newer one. */
    public ClientProgramChoice forServer(int serverVersionNum) {
        PgVersion server = PgVersion.ofServerVersionNum(serverVersionNum);
        return atLeast(server.major(), "The server is PostgreSQL " + server);
    }

    /** Programs whose pg_restore can read an archive of this pg_dump version. */
    public ClientProgramChoice forArchive(PgVersion writtenBy) {
        return atLeast(writtenBy.major(), "The archive was written by pg_dump " + writtenBy);
    }

    /** The newest programs. They can list every archive that any program of this host can read. */
    public Optional<ClientPrograms> newest() {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    private ClientProgramChoice atLeast(int major, String reason) {
        Optional<ClientPrograms> nearest = all.stream()
                .filter(programs -> programs.version().major() >= major)
                .min(Comparator.<ClientPrograms>comparingInt(
                                programs -> programs.version().major())
                        .thenComparing(ClientPrograms::version, Comparator.reverseOrder()));
        if (nearest.isPresent()) {
            return new ClientProgramChoice.Chosen(nearest.get());
        }
        return new ClientProgramChoice.NoneNewEnough(
                major,
                reason + ", but the newest installed client programs are " + versions() + ".",
                "Install postgresql-client-" + major
                        + " (from apt.postgresql.org if the distribution lacks it), or set the folder that contains them.");
    }

    private String versions() {
        return newest().map(programs -> programs.version().toString()).orElse("none");
    }

    private static Optional<ClientPrograms> inspect(Path folder) {
        if (!NEEDED.stream().allMatch(name -> Files.isExecutable(folder.resolve(name)))) {
            return Optional.empty();
        }
        return ProgramLauncher.printed(List.of(folder.resolve("pg_dump").toString(), "--version"))
                .flatMap(PgVersion::ofProgram)
                .map(version -> new ClientPrograms(folder, version));
    }

    @Override
    public String toString() {
        return all.stream()
                .map(programs -> programs.version() + " in " + programs.folder())
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
