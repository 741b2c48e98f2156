package io.holdfast.restoreengine.archive;

import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.PgRestore;
import io.holdfast.postgrestools.PostgresTextEncoding;
import io.holdfast.postgrestools.RunningProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Reads the SQL of some entries of an archive. The owner of the source controls this text, so run it only with that owner's rights.
 */
public final class ArchiveEntrySqlReader {

    /** Enough for a few hundred entries. The rest is not read. */
    private static final int LONGEST = 16 << 20;

    private ArchiveEntrySqlReader() {}

    /**
     * As {@link #of}, for an archive from a pipe. Empty if it cannot be read.
     *
     * @param archive stream from the beginning of the archive; it is read only as far as pg_restore needs
     * @param encoding encoding of the text in the archive
     */
    static Map<Integer, String> ofPipe(
            ClientPrograms programs, InputStream archive, PostgresTextEncoding encoding, Collection<Integer> ids)
            throws IOException {
        Path list = Files.createTempFile("wanted-", ".list");
        try {
            Files.writeString(list, PgRestoreUseListWriter.text(ids));
            try (RunningProgram pgRestore = PgRestore.definitionsOfPipe(programs, list)) {
                StdinFeeder.untilBroken(archive, pgRestore.input());
                byte[] script = pgRestore.output().readNBytes(LONGEST);
                return ObjectDefinitionReader.read(new String(script, encoding.charset()));
            }
        } finally {
            Files.deleteIfExists(list);
        }
    }

    /**
     * The SQL by entry id, without entries that have none or could not be read.
     *
     * @throws IOException if pg_restore cannot be started
     */
    public static Map<Integer, String> of(StagedArchive archive, Collection<Integer> ids)
            throws IOException, InterruptedException {
        return ids.isEmpty() ? Map.of() : of(archive, ids, PgRestore::definitions);
    }

    /** As {@link #of(StagedArchive, Collection)}, for the database itself. Empty if pg_dump did not write it. */
    static Map<Integer, String> ofDatabase(StagedArchive archive) throws IOException, InterruptedException {
        return of(archive, List.of(), PgRestore::definitionsOfDatabase);
    }

    private interface Printing {

        RunningProgram start(PgRestore pgRestore, Path list) throws IOException;
    }

    private static Map<Integer, String> of(StagedArchive archive, Collection<Integer> ids, Printing printing)
            throws IOException, InterruptedException {
        Path list = PgRestoreUseListWriter.write(archive.file(), ids);
        try (RunningProgram pgRestore = printing.start(new PgRestore(archive.programs(), archive.file()), list)) {
            byte[] script = pgRestore.output().readNBytes(LONGEST);
            pgRestore.output().transferTo(OutputStream.nullOutputStream());
            return pgRestore.await().succeeded()
                    ? ObjectDefinitionReader.read(
                            new String(script, archive.list().encoding().charset()))
                    : Map.of();
        } finally {
            Files.deleteIfExists(list);
        }
    }
}
