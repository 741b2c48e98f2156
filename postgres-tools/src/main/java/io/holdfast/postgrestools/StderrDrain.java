package io.holdfast.postgrestools;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Reads stderr while the program runs, because a full pipe would block it; keeps a bounded part. */
final class StderrDrain {

    static final int LIMIT = 64 * 1024;

    private final HeadAndTail kept = new HeadAndTail(LIMIT);
    private final Thread reader;

    private StderrDrain(InputStream stderr, long pid) {
        this.reader = Thread.ofPlatform().daemon().name("stderr-of-" + pid).unstarted(() -> drain(stderr));
    }

    static StderrDrain of(Process process) {
        StderrDrain drain = new StderrDrain(process.getErrorStream(), process.pid());
        drain.reader.start();
        return drain;
    }

    // Bounded: a grandchild that outlives the program may hold the pipe open.
    String text(Duration limit) throws InterruptedException {
        reader.join(limit);
        synchronized (kept) {
            return kept.text();
        }
    }

    private void drain(InputStream stderr) {
        byte[] buffer = new byte[8192];
        try (stderr) {
            for (int read = stderr.read(buffer); read >= 0; read = stderr.read(buffer)) {
                synchronized (kept) {
                    kept.write(buffer, read);
                }
            }
        } catch (IOException e) {
            byte[] note =
                    ("\n(stderr was cut: " + e.getMessage() + ")").getBytes(java.nio.charset.StandardCharsets.UTF_8);
            synchronized (kept) {
                kept.write(note, note.length);
            }
        }
    }
}
