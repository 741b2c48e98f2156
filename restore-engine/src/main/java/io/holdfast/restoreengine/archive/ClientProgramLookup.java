package io.holdfast.restoreengine.archive;

import io.holdfast.postgrestools.ClientProgramChoice;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.InstalledClientPrograms;
import io.holdfast.postgrestools.PgVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Finds PostgreSQL's client programs on this host. It searches again while no program matches, because a person may be
 * installing them.
 */
public final class ClientProgramLookup {

    /** Enough for about 350,000 objects. A database has a handful for each table. */
    public static final long LONGEST_LIST = 32 << 20;

    private final List<Path> folders;
    private final long longestList;
    private InstalledClientPrograms installed = new InstalledClientPrograms(List.of());

    /** @param folders directories with more programs, or with subdirectories {@code <major>/bin} */
    public ClientProgramLookup(List<Path> folders) {
        this(folders, LONGEST_LIST);
    }

    /** @param longestList limit as in {@link #longestList()} */
    public ClientProgramLookup(List<Path> folders, long longestList) {
        this.folders = folders;
        this.longestList = longestList;
    }

    /**
     * Maximum number of bytes of names from an archive that are held in memory: from the output of {@code pg_restore --list},
     * and the names of tables and columns in its data. The limit is needed because the creator of the archive controls their
     * number.
     */
    public long longestList() {
        return longestList;
    }

    /**
     * Programs that read archives of this pg_dump version; the newest programs if it is not known.
     *
     * @param writtenBy version such as {@code 15.18 (Debian 15.18-0+deb12u1)}
     */
    public synchronized ClientProgramChoice reading(Optional<String> writtenBy) {
        ClientProgramChoice known = choose(writtenBy);
        if (known instanceof ClientProgramChoice.Chosen) {
            return known;
        }
        installed = InstalledClientPrograms.find(folders);
        return choose(writtenBy);
    }

    private ClientProgramChoice choose(Optional<String> writtenBy) {
        Optional<PgVersion> version = writtenBy.flatMap(PgVersion::parse);
        return version.isPresent()
                ? installed.forArchive(version.get())
                : installed
                        .newest()
                        .<ClientProgramChoice>map(ClientProgramChoice.Chosen::new)
                        .orElseGet(() -> installed.forArchive(new PgVersion(0, 0)));
    }

    /** All programs that are installed now, newest last. */
    public List<ClientPrograms> all() {
        return InstalledClientPrograms.find(folders).all();
    }
}
