package io.holdfast.restoreengine.archive;

import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.PgRestore;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.postgrestools.UnreadableArchive;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A plain archive file that pg_restore could not decode. */
record UnreadableArchiveFile(ClientPrograms programs, Path file) implements UnreadableArchive {

    @Override
    public InputStream bytes() throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public Attempt decodeAgain() throws IOException, InterruptedException {
        try (RunningProgram pgRestore = new PgRestore(programs, file).data()) {
            long printed = pgRestore.output().transferTo(OutputStream.nullOutputStream());
            return new Attempt(pgRestore.await().exitCode(), printed);
        }
    }

    @Override
    public boolean isFile() {
        return true;
    }
}
