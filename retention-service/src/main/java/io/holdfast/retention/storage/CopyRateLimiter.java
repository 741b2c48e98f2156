package io.holdfast.retention.storage;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Limits the transfer rate of a stream. */
final class CopyRateLimiter {

    private final long bytesPerSecond;
    private final LongSupplier nanoTime;
    private final long begun;

    CopyRateLimiter(long bytesPerSecond, LongSupplier nanoTime) {
        this.bytesPerSecond = bytesPerSecond;
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
    }

    static CopyRateLimiter of(Optional<Long> bytesPerSecond) {
        return new CopyRateLimiter(bytesPerSecond.orElse(Long.MAX_VALUE), System::nanoTime);
    }

    /** Waits until this many bytes may have passed. An interruption only shortens the wait. */
    void keep(long passed) {
        long ahead = nanosAhead(passed);
        if (ahead > 0) {
            LockSupport.parkNanos(ahead);
        }
    }

    /** How far the transfer is ahead of the limit. */
    long nanosAhead(long passed) {
        double due = (double) passed / bytesPerSecond * TimeUnit.SECONDS.toNanos(1);
        return (long) due - (nanoTime.getAsLong() - begun);
    }
}
