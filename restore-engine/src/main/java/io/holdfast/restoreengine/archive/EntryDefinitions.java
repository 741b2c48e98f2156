package io.holdfast.restoreengine.archive;

import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.PgRestore;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.postgrestools.TextEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The SQL of some entries of an archive. It is the source owner's text: whoever runs it does so with no more rights than theirs. */
public final class EntryDefinitions {

    /** More than a few hundred entries have; what lies behind it is not read. */
    private static final int LONGEST = 16 << 20;

    private EntryDefinitions() {}

    /**
     * As {@link #of}, of an archive that comes through a pipe; empty where it cannot be read.
     *
     * @param archive from its beginning; no more of it is read than pg_restore needs
     * @param encoding of the archive's text
     */
    static Map<Integer, String> ofPipe(
            ClientPrograms programs, InputStream archive, TextEncoding encoding, Collection<Integer> ids)
            throws IOException {
        Path list = Files.createTempFile("wanted-", ".list");
        try {
            Files.writeString(list, PgRestoreEntryList.text(ids));
            try (RunningProgram pgRestore = PgRestore.definitionsOfPipe(programs, list)) {
                StdinFeeder.untilBroken(archive, pgRestore.input());
                byte[] script = pgRestore.output().readNBytes(LONGEST);
                return DefinitionReader.read(new String(script, encoding.charset()));
            }
        } finally {
            Files.deleteIfExists(list);
        }
    }

    /**
     * By the entry's id; without those that have none, or that could not be read.
     *
     * @throws IOException when pg_restore cannot be started at all
     */
    public static Map<Integer, String> of(StagedArchive archive, Collection<Integer> ids)
            throws IOException, InterruptedException {
        return ids.isEmpty() ? Map.of() : of(archive, ids, PgRestore::definitions);
    }

    /** As {@link #of(StagedArchive, Collection)}, of the database itself; none if pg_dump has not written it. */
    static Map<Integer, String> ofDatabase(StagedArchive archive) throws IOException, InterruptedException {
        return of(archive, List.of(), PgRestore::definitionsOfDatabase);
    }

    private interface Printing {

        RunningProgram start(PgRestore pgRestore, Path list) throws IOException;
    }

    private static Map<Integer, String> of(StagedArchive archive, Collection<Integer> ids, Printing printing)
            throws IOException, InterruptedException {
        Path list = PgRestoreEntryList.write(archive.file(), ids);
        try (RunningProgram pgRestore = printing.start(new PgRestore(archive.programs(), archive.file()), list)) {
            byte[] script = pgRestore.output().readNBytes(LONGEST);
            pgRestore.output().transferTo(OutputStream.nullOutputStream());
            return pgRestore.await().succeeded()
                    ? DefinitionReader.read(
                            new String(script, archive.list().encoding().charset()))
                    : Map.of();
        } finally {
            Files.deleteIfExists(list);
        }
    }
}
