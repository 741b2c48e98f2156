package io.holdfast.verify.scratch;

import io.holdfast.restoreengine.ProgressListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** What one drill may take of time and room. Whatever works for the drill asks it whether to go on. */
public final class DrillBudget implements ProgressListener {

    private final Clock clock;
    private final Duration longest;
    private final OptionalLong largest;
    private final Instant end;
    private volatile boolean isStopped;
    private volatile long bytes;

    public DrillBudget(Clock clock, Duration longest, OptionalLong largest) {
        this.clock = clock;
        this.longest = longest;
        this.largest = largest;
        this.end = clock.instant().plus(longest);
    }

    /** The drill is no longer ours, or the service stops. */
    public void stop() {
        isStopped = true;
    }

    /** Whether there is a limit of bytes at all. */
    boolean isLimited() {
        return largest.isPresent();
    }

    /** The artifact, or the restored database, has this many bytes. */
    void has(long found) {
        bytes = Math.max(bytes, found);
    }

    /** Why the drill goes no further, where it takes more than it may. */
    Optional<String> exceeded() {
        if (largest.isPresent() && bytes > largest.getAsLong()) {
            return Optional.of("%,d bytes are more than the %,d that a drill may take (holdfast.drills.largest)"
                    .formatted(bytes, largest.getAsLong()));
        }
        return clock.instant().isAfter(end)
                ? Optional.of("it took longer than the " + longest + " that a drill may take (holdfast.drills.longest)")
                : Optional.empty();
    }

    @Override
    public void at(String phase, long done, int tables, int ofTables) {}

    @Override
    public boolean isStopped() {
        return isStopped || exceeded().isPresent();
    }
}
