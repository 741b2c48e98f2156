package io.holdfast.restoreengine.archive;

import io.holdfast.postgrestools.ClientProgramChoice;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.InstalledPrograms;
import io.holdfast.postgrestools.PgVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** PostgreSQL's programs on this host. Looked for again while none fits, because a person may be installing them. */
public final class ClientProgramLookup {

    /** Some 350,000 objects; a database has a handful for each table. */
    public static final long LONGEST_LIST = 32 << 20;

    private final List<Path> folders;
    private final long longestList;
    private InstalledPrograms installed = new InstalledPrograms(List.of());

    /** @param folders with further programs, or with {@code <major>/bin} below */
    public ClientProgramLookup(List<Path> folders) {
        this(folders, LONGEST_LIST);
    }

    /** @param longestList as {@link #longestList()} */
    public ClientProgramLookup(List<Path> folders, long longestList) {
        this.folders = folders;
        this.longestList = longestList;
    }

    /**
     * How many bytes of names are taken from an archive into memory: of what {@code pg_restore --list} prints, and of the names
     * of tables and columns in its data. Whoever made the archive chose how many there are.
     */
    public long longestList() {
        return longestList;
    }

    /**
     * Programs that read what this version of pg_dump wrote; the newest where it is not known.
     *
     * @param writtenBy such as {@code 15.18 (Debian 15.18-0+deb12u1)}
     */
    public synchronized ClientProgramChoice reading(Optional<String> writtenBy) {
        ClientProgramChoice known = choose(writtenBy);
        if (known instanceof ClientProgramChoice.Chosen) {
            return known;
        }
        installed = InstalledPrograms.find(folders);
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

    /** All that are installed now, newest last. */
    public List<ClientPrograms> all() {
        return InstalledPrograms.find(folders).all();
    }
}
