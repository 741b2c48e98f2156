package io.holdfast.postgrestools;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads stderr while the program runs, because a full pipe would block the program. Keeps a bounded part. */
final class StderrReader {

    static final int LIMIT = 64 * 1024;

    private static final int LONGEST_LINE = 16 * 1024;

    /** Progress lines of pg_restore with {@code --verbose}. In its error messages, a word precedes the colon. */
    private static final Pattern DOING = Pattern.compile(
            "pg_restore: (?:processing|restoring|creating|dropping|executing|connecting|launching|finished"
                    + "|entering|implied|skipping|disabling|enabling|started|restored|allocated|reading|set) .*");

    /** The entry that the following errors refer to. Parallel jobs can write to the same line. */
    private static final Pattern ENTRY = Pattern.compile("from TOC entry \\d{1,9};");

    private final TruncatingOutputBuffer kept = new TruncatingOutputBuffer(LIMIT);
    private final Consumer<String> listener;
    private final Thread reader;

    private StderrReader(InputStream stderr, long pid, Consumer<String> listener) {
        this.listener = listener;
        this.reader = Thread.ofPlatform().daemon().name("stderr-of-" + pid).unstarted(() -> drain(stderr));
    }

    /**
     * @param listener receives each progress line ({@code --verbose}), which is not kept, and each line with the id of an entry that has
     * errors
     */
    static StderrReader of(Process process, Consumer<String> listener) {
        StderrReader drain = new StderrReader(process.getErrorStream(), process.pid(), listener);
        drain.reader.start();
        return drain;
    }

    // Limited, because a grandchild process that outlives the program can keep the pipe open.
    String text(Duration limit) throws InterruptedException {
        reader.join(limit);
        synchronized (kept) {
            return kept.text();
        }
    }

    /** Waits until the output matches the predicate, and returns it; empty after the limit. */
    Optional<String> await(Predicate<String> enough, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        synchronized (kept) {
            while (!enough.test(kept.text())) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return Optional.empty();
                }
                kept.wait(left);
            }
            return Optional.of(kept.text());
        }
    }

    private void drain(InputStream stderr) {
        try (stderr) {
            ByteArrayOutputStream line = new ByteArrayOutputStream(256);
            byte[] buffer = new byte[8192];
            for (int read = stderr.read(buffer); read >= 0; read = stderr.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    line.write(buffer[i]);
                    if (buffer[i] == '\n' || line.size() == LONGEST_LINE) {
                        emitLine(line);
                    }
                }
            }
            emitLine(line);
        } catch (IOException e) {
            keep(("\n(stderr was cut: " + e.getMessage() + ")").getBytes(StandardCharsets.UTF_8));
        }
    }

    private void emitLine(ByteArrayOutputStream line) {
        byte[] bytes = line.toByteArray();
        line.reset();
        String text = new String(bytes, StandardCharsets.UTF_8).stripTrailing();
        if (DOING.matcher(text).matches()) {
            listener.accept(text);
        } else {
            keep(bytes);
            if (ENTRY.matcher(text).find()) {
                listener.accept(text);
            }
        }
    }

    private void keep(byte[] bytes) {
        synchronized (kept) {
            kept.write(bytes, bytes.length);
            kept.notifyAll();
        }
    }
}
