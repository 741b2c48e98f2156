package io.holdfast.restoreengine.archive;

import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.PgRestore;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.postgrestools.UnreadableArchive;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** An archive from a pipe that pg_restore could not decode. */
record UnreadablePipedArchive(ClientPrograms programs, DecodeArchive.PlainBytes plain) implements UnreadableArchive {

    @Override
    public InputStream bytes() throws IOException {
        return plain.open();
    }

    @Override
    public Attempt decodeAgain() throws IOException, InterruptedException {
        try (InputStream archive = plain.open();
                RunningProgram pgRestore = PgRestore.dataOfPipe(programs)) {
            StdinFeeder stdinFeeder = StdinFeeder.start(archive, pgRestore.input());
            long printed = pgRestore.output().transferTo(OutputStream.nullOutputStream());
            int exitCode = pgRestore.await().exitCode();
            Optional<IOException> cut = stdinFeeder.await();
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
