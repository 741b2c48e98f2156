package io.holdfast.restoreengine.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes a file for {@code --use-list} of pg_restore. */
public final class PgRestoreUseListWriter {

    private PgRestoreUseListWriter() {}

    /** Writes a new file next to the archive with the ids of these entries in this order. The caller deletes it. */
    public static Path write(Path archive, Collection<Integer> ids) throws IOException {
        Path file = archive.resolveSibling("wanted-" + UUID.randomUUID() + ".list");
        return Files.writeString(file, text(ids), StandardOpenOption.CREATE_NEW);
    }

    static String text(Collection<Integer> ids) {
        return ids.stream().map(id -> id + ";\n").collect(Collectors.joining());
    }
}
