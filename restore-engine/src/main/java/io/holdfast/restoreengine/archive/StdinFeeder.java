package io.holdfast.restoreengine.archive;

import io.holdfast.store.age.AlteredBytesException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Brings an archive to a program's stdin, beside whoever reads what the program says. */
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

    /** For a program that only wants the beginning: nothing is read after it has ended. */
    static void untilBroken(InputStream archive, OutputStream program) {
        Thread.ofPlatform().daemon().name("feeds-pg_restore").start(() -> {
            byte[] piece = new byte[PIECE];
            try {
                for (int n = archive.read(piece); n >= 0 && isTaken(program, piece, n); n = archive.read(piece)) {}
            } catch (IOException e) {
                // The program sees the end of its input, and says what it makes of it.
                return;
            } finally {
                end(program);
            }
        });
    }

    /** What kept the archive from being read to its end, {@link AlteredBytesException} among it; empty where nothing did. */
    Optional<IOException> await() throws InterruptedException {
        try {
            return work.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /**
     * A program that has seen enough, or despairs, breaks the pipe. The rest is read nevertheless: only at its end an encrypted
     * archive is known to be whole.
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
            // It has ended before its input did; how, its exit status tells.
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
