package io.holdfast.dump.worker;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Limits the throughput of a stream. */
final class DumpRateLimiter {

    private final long bytesPerSecond;
    private final LongSupplier nanoTime;
    private final long begun;
    private long bytes;

    DumpRateLimiter(long bytesPerSecond, LongSupplier nanoTime) {
        this.bytesPerSecond = bytesPerSecond;
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
    }

    static DumpRateLimiter of(Optional<Long> bytesPerSecond) {
        return new DumpRateLimiter(bytesPerSecond.orElse(Long.MAX_VALUE), System::nanoTime);
    }

    void keep(int passed) throws InterruptedException {
        bytes += passed;
        long ahead = nanosAhead();
        if (ahead > 0) {
            TimeUnit.NANOSECONDS.sleep(ahead);
        }
    }

    /** Returns how far the stream is ahead of the permitted rate, in nanoseconds. */
    long nanosAhead() {
        double due = (double) bytes / bytesPerSecond * TimeUnit.SECONDS.toNanos(1);
        return (long) due - (nanoTime.getAsLong() - begun);
    }
}
