package io.holdfast.postgrestools;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A program at work. Read its output to the end, then ask how it ended; closing it early kills it. */
public final class RunningProgram implements AutoCloseable {

    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final Process process;
    private final StderrReader stderr;
    private final SecretRedaction redaction;
    private final Runnable afterwards;

    /** @param afterwards is done when the program has ended, perhaps more than once */
    RunningProgram(Process process, StderrReader stderr, SecretRedaction redaction, Runnable afterwards) {
        this.process = process;
        this.stderr = stderr;
        this.redaction = redaction;
        this.afterwards = afterwards;
        // Also where nobody waits for its end.
        process.onExit().thenRun(afterwards);
    }

    /** Its stdout. The end of this stream says nothing about success; {@link #await()} does. */
    public InputStream output() {
        return process.getInputStream();
    }

    /** Its stdin, already at its end unless the program was started to be fed. A program that has ended breaks this pipe. */
    public OutputStream input() {
        return process.getOutputStream();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** Waits without limit. A program whose output nobody reads never ends. */
    public ExitResult await() throws InterruptedException {
        int exitCode = process.waitFor();
        afterwards.run();
        return new ExitResult(exitCode, new ErrorOutput(stderr.text(LAST_WORDS), redaction));
    }

    /** Waits at most this long; empty when it still runs. */
    public Optional<ExitResult> await(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) ? Optional.of(await()) : Optional.empty();
    }

    /** Its stderr so far, once this holds; empty where it does not hold within the limit. Unredacted, so not for showing. */
    Optional<String> awaitOutput(Predicate<String> enough, Duration limit) throws InterruptedException {
        return stderr.await(enough, limit);
    }

    /**
     * SIGTERM, so that pg_dump cancels its query on the server; SIGKILL when it still runs after the grace. Blocks at most the grace
     * and a moment. Safe to call from any thread, and again.
     */
    public void stop(Duration grace) throws InterruptedException {
        // By its handle: Process.destroy() would also close the streams under the thread that reads them.
        process.toHandle().destroy();
        if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
            process.toHandle().destroyForcibly();
            process.waitFor();
        }
    }

    /** Kills it when it still runs, and lets go of its streams. */
    @Override
    public void close() {
        process.toHandle().destroyForcibly();
        afterwards.run();
        try {
            process.getInputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close the output of process " + process.pid(), e);
        }
    }
}
