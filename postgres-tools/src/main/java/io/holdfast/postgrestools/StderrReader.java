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

/** Reads stderr while the program runs, because a full pipe would block it; keeps a bounded part. */
final class StderrReader {

    static final int LIMIT = 64 * 1024;

    private static final int LONGEST_LINE = 16 * 1024;

    /** What pg_restore says with {@code --verbose} while all is well; its complaints have a word before the colon. */
    private static final Pattern DOING = Pattern.compile(
            "pg_restore: (?:processing|restoring|creating|dropping|executing|connecting|launching|finished"
                    + "|entering|implied|skipping|disabling|enabling|started|restored|allocated|reading|set) .*");

    /** The entry that the errors after this line are about; jobs beside each other may write into one line. */
    private static final Pattern ENTRY = Pattern.compile("from TOC entry \\d{1,9};");

    private final BoundedOutput kept = new BoundedOutput(LIMIT);
    private final Consumer<String> listener;
    private final Thread reader;

    private StderrReader(InputStream stderr, long pid, Consumer<String> listener) {
        this.listener = listener;
        this.reader = Thread.ofPlatform().daemon().name("stderr-of-" + pid).unstarted(() -> drain(stderr));
    }

    /**
     * @param listener hears each line that only says what is being done ({@code --verbose}), which are not kept, and each that has the id of
     *     an entry with errors
     */
    static StderrReader of(Process process, Consumer<String> listener) {
        StderrReader drain = new StderrReader(process.getErrorStream(), process.pid(), listener);
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

    /** What it has said once this holds; empty where it does not hold within the limit. */
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
