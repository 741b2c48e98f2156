package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.DumpRun.Running;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.store.fanout.FanOutWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A run that this process is executing. The worker and the heartbeat share it. */
public final class RunInProgress {

    /** The phase of the run. The names are used in progress events. */
    public enum Phase {
        PREFLIGHT,
        DUMPING,
        SEALING
    }

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(3);

    private final Running run;
    private Phase phase = Phase.PREFLIGHT;
    private OptionalLong expectedBytes = OptionalLong.empty();
    private @Nullable RunningProgram program;
    private @Nullable FanOutWriter fanOut;
    private @Nullable DumpStopReason dumpStopReason;
    private long bytesSeen = -1;
    private @Nullable Instant lastByteAt;

    RunInProgress(Running run) {
        this.run = run;
    }

    public Running run() {
        return run;
    }

    public synchronized Phase phase() {
        return phase;
    }

    public synchronized long bytes() {
        return fanOut == null ? 0 : fanOut.written();
    }

    /** Returns the progress in percent of the previous backup's size, at most 99. */
    public synchronized @Nullable Integer percent() {
        long expected = expectedBytes.orElse(0);
        return expected <= 0 ? null : (int) Math.min(99, bytes() * 100 / expected);
    }

    synchronized void dumping(RunningProgram started, FanOutWriter begun, OptionalLong expected) {
        program = started;
        fanOut = begun;
        expectedBytes = expected;
        phase = Phase.DUMPING;
        if (dumpStopReason != null) {
            stopProgram(started);
        }
    }

    synchronized void sealing() {
        program = null;
        phase = Phase.SEALING;
    }

    synchronized Optional<DumpStopReason> dumpStopReason() {
        return Optional.ofNullable(dumpStopReason);
    }

    /** Stops the dump; the worker then handles the reason. This has no effect on an artifact that is being sealed. */
    synchronized void stop(DumpStopReason reason) {
        if (dumpStopReason == null) {
            dumpStopReason = reason;
            if (program != null) {
                stopProgram(program);
            }
        }
    }

    /** Stops a dump that has produced no output for this time. */
    synchronized void watch(Instant now, Duration stallAfter) {
        long bytes = bytes();
        if (phase != Phase.DUMPING || bytes != bytesSeen || lastByteAt == null) {
            bytesSeen = bytes;
            lastByteAt = now;
            return;
        }
        Duration silence = Duration.between(lastByteAt, now);
        if (silence.compareTo(stallAfter) >= 0) {
            stop(new DumpStopReason.Stalled(silence));
        }
    }

    private static void stopProgram(RunningProgram program) {
        // The caller must not wait for the end of the program.
        Thread.ofVirtual().name("stop-" + program.pid()).start(() -> {
            try {
                program.stop(STOP_TIMEOUT);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
