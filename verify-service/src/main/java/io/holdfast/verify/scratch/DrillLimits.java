package io.holdfast.verify.scratch;

import io.holdfast.restoreengine.ProgressListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** The limits of one drill on time and bytes. The tasks of the drill poll it to find out whether to continue. */
public final class DrillLimits implements ProgressListener {

    private final Clock clock;
    private final Duration longest;
    private final OptionalLong largest;
    private final Instant end;
    private volatile boolean isStopped;
    private volatile long bytes;

    public DrillLimits(Clock clock, Duration longest, OptionalLong largest) {
        this.clock = clock;
        this.longest = longest;
        this.largest = largest;
        this.end = clock.instant().plus(longest);
    }

    /** Stops the drill because its lease is lost or the service stops. */
    public void stop() {
        isStopped = true;
    }

    /** Whether a byte limit is set. */
    boolean isLimited() {
        return largest.isPresent();
    }

    /** Records the size of the artifact or of the restored database, in bytes. */
    void has(long found) {
        bytes = Math.max(bytes, found);
    }

    /** Why the drill must stop, if it exceeds a limit. */
    Optional<String> exceeded() {
        if (largest.isPresent() && bytes > largest.getAsLong()) {
            return Optional.of("the size of %,d bytes exceeds the limit of %,d bytes (holdfast.drills.largest)"
                    .formatted(bytes, largest.getAsLong()));
        }
        return clock.instant().isAfter(end)
                ? Optional.of("it exceeded the time limit of " + longest + " (holdfast.drills.longest)")
                : Optional.empty();
    }

    @Override
    public void at(String phase, long done, int tables, int ofTables) {}

    @Override
    public boolean isStopped() {
        return isStopped || exceeded().isPresent();
    }
}
