package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.DumpRun.Running;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.store.fanout.FanOutWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A run that this process carries out now, as its worker, the heartbeat and the watch share it. */
public final class RunInProgress {

    /** What is being done; the names are those of the progress events. */
    public enum Phase {
        PREFLIGHT,
        DUMPING,
        SEALING
    }

    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

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

    /** Percent of what the previous backup had, at most 99 while it runs. */
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

    /** Ends the dump soon; the worker then does what the reason says. Without effect on an artifact already being sealed. */
    synchronized void stop(DumpStopReason reason) {
        if (dumpStopReason == null) {
            dumpStopReason = reason;
            if (program != null) {
                stopProgram(program);
            }
        }
    }

    /** Stops a dump that has brought nothing for so long. */
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
        // Whoever finds the reason must not wait until the program has gone.
        Thread.ofVirtual().name("stop-" + program.pid()).start(() -> {
            try {
                program.stop(LAST_WORDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
