package io.holdfast.restoring.archive;

import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.FailedArchive;
import io.holdfast.postgrestools.PgRestore;
import io.holdfast.postgrestools.RunningProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** An archive that came through a pipe, and that pg_restore did not decode. */
record ArchiveInPipe(ClientPrograms programs, Decode.PlainBytes plain) implements FailedArchive {

    @Override
    public InputStream bytes() throws IOException {
        return plain.open();
    }

    @Override
    public Attempt decodeAgain() throws IOException, InterruptedException {
        try (InputStream archive = plain.open();
                RunningProgram pgRestore = PgRestore.dataOfPipe(programs)) {
            Feeding feeding = Feeding.start(archive, pgRestore.input());
            long printed = pgRestore.output().transferTo(OutputStream.nullOutputStream());
            int exitCode = pgRestore.await().exitCode();
            Optional<IOException> cut = feeding.await();
            if (cut.isPresent()) {
                throw cut.get();
            }
            return new Attempt(exitCode, printed);
        }
    }

    @Override
    public boolean isFile() {
        return false;
    }
}
