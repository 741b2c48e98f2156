package io.holdfast.postgrestools;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Given: an archive that pg_restore reads from a pipe. */
record ArchiveInMemory(ClientPrograms programs, byte[] archive) implements UnreadableArchive {

    @Override
    public InputStream bytes() {
        return new ByteArrayInputStream(archive);
    }

    @Override
    public Attempt decodeAgain() throws IOException, InterruptedException {
        try (RunningProgram pgRestore = PgRestore.dataOfPipe(programs)) {
            Thread feeder = Thread.ofPlatform().daemon().start(() -> feed(pgRestore.input()));
            long printed = pgRestore.output().transferTo(OutputStream.nullOutputStream());
            feeder.join();
            return new Attempt(pgRestore.await().exitCode(), printed);
        }
    }

    private void feed(OutputStream program) {
        try (program) {
            program.write(archive);
        } catch (IOException e) {
            // The program ended before its input; its exit status shows the failure.
            return;
        }
    }

    @Override
    public boolean isFile() {
        return false;
    }
}
