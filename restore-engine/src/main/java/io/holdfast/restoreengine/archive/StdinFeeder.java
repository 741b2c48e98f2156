package io.holdfast.restoreengine.archive;

import io.holdfast.store.age.AlteredCiphertextException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Writes an archive to the standard input of a program while another thread reads its output. */
final class StdinFeeder {

    private static final int PIECE = 64 * 1024;

    private final FutureTask<Optional<IOException>> work;

    private StdinFeeder(FutureTask<Optional<IOException>> work) {
        this.work = work;
    }

    static StdinFeeder start(InputStream archive, OutputStream program) {
        FutureTask<Optional<IOException>> work = new FutureTask<>(() -> feed(archive, program));
        Thread.ofPlatform().daemon().name("feeds-pg_restore").start(work);
        return new StdinFeeder(work);
    }

    /** For a program that needs only the beginning of the archive. Nothing is read after the program has exited. */
    static void untilBroken(InputStream archive, OutputStream program) {
        Thread.ofPlatform().daemon().name("feeds-pg_restore").start(() -> {
            byte[] piece = new byte[PIECE];
            try {
                for (int n = archive.read(piece); n >= 0 && isTaken(program, piece, n); n = archive.read(piece)) {}
            } catch (IOException e) {
                // The program reaches the end of its input and reports the result.
                return;
            } finally {
                end(program);
            }
        });
    }

    /**
     * The error that prevented reading the archive to the end, such as {@link AlteredCiphertextException}. Empty if there was none.
     */
    Optional<IOException> await() throws InterruptedException {
        try {
            return work.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /**
     * A program that has read enough, or fails, closes the pipe. The rest of the archive is read nevertheless, because the end
     * of an encrypted archive shows whether it is complete.
     */
    private static Optional<IOException> feed(InputStream archive, OutputStream program) {
        byte[] piece = new byte[PIECE];
        boolean isHeard = true;
        try {
            for (int n = archive.read(piece); n >= 0; n = archive.read(piece)) {
                isHeard = isHeard && isTaken(program, piece, n);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        } finally {
            end(program);
        }
    }

    private static void end(OutputStream program) {
        try {
            program.close();
        } catch (IOException e) {
            // The program has exited before the end of its input. Its exit status shows the reason.
            return;
        }
    }

    private static boolean isTaken(OutputStream program, byte[] piece, int length) {
        try {
            program.write(piece, 0, length);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
