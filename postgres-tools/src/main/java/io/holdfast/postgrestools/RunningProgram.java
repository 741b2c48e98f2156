package io.holdfast.postgrestools;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A running program. Read its output to the end, then call {@link #await()}. Closing it early kills the program. */
public final class RunningProgram implements AutoCloseable {

    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final Process process;
    private final StderrReader stderr;
    private final SecretRedaction redaction;
    private final Runnable afterwards;

    /** @param afterwards runs when the program has ended, possibly more than once */
    RunningProgram(Process process, StderrReader stderr, SecretRedaction redaction, Runnable afterwards) {
        this.process = process;
        this.stderr = stderr;
        this.redaction = redaction;
        this.afterwards = afterwards;
        // Runs even if no caller waits for the end.
        process.onExit().thenRun(afterwards);
    }

    /** The program's stdout. The end of this stream does not mean success; use {@link #await()}. */
    public InputStream output() {
        return process.getInputStream();
    }

    /** The program's stdin, already closed unless it was started with an input. After the program has ended, writing fails. */
    public OutputStream input() {
        return process.getOutputStream();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** Waits without limit. If nobody reads the program's output, it never ends. */
    public ProgramExitResult await() throws InterruptedException {
        int exitCode = process.waitFor();
        afterwards.run();
        return new ProgramExitResult(exitCode, new ProgramErrorOutput(stderr.text(LAST_WORDS), redaction));
    }

    /** Waits up to the limit; empty if the program still runs. */
    public Optional<ProgramExitResult> await(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) ? Optional.of(await()) : Optional.empty();
    }

    /**
     * Waits until the stderr so far matches the predicate, and returns it; empty after the limit. It is not redacted, so do not show it.
     */
    Optional<String> awaitOutput(Predicate<String> enough, Duration limit) throws InterruptedException {
        return stderr.await(enough, limit);
    }

    /**
     * Sends SIGTERM, on which pg_dump cancels its query on the server, and SIGKILL if the program still runs after the grace period. Blocks
     * little longer than the grace period. Idempotent and thread-safe.
     */
    public void stop(Duration grace) throws InterruptedException {
        // Uses the handle, because Process.destroy() would also close the streams while another thread reads them.
        process.toHandle().destroy();
        if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
            process.toHandle().destroyForcibly();
            process.waitFor();
        }
    }

    /** Kills the program if it still runs, and closes its streams. */
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
