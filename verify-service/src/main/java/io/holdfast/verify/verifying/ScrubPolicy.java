package io.holdfast.verify.verifying;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When good copies are read again: each about every {@code every}, one after the other, the one that was not read for longest
 * first, at a pace that spreads them over the days. Bytes rot, but nobody wants all of them read, and paid for, on one night.
 *
 * @param every at the latest so long after it was read, where the budget allows it
 * @param bytesPerDay most bytes to be read again in a day; only as many as are needed where absent
 */
public record ScrubPolicy(Duration every, OptionalLong bytesPerDay) {

    private static final double DAY = Duration.ofDays(1).toMillis();

    /** The copy that was not read for longest. */
    public record Oldest(long bytes, Instant readAt) {}

    /** The last copy that was planned to be read again. */
    public record Last(long bytes, Instant plannedAt) {}

    /**
     * Whether the oldest is to be read now.
     *
     * @param allBytes of all copies that are read again now and then
     */
    public boolean isTime(Oldest oldest, Optional<Last> last, long allBytes, Instant now) {
        return !youngest(oldest.readAt()).isAfter(now)
                && last.map(before -> before.plannedAt().plus(pause(before.bytes(), allBytes)))
                        .filter(now::isBefore)
                        .isEmpty();
    }

    /** A copy is not read again before three quarters of the time have passed. */
    private Instant youngest(Instant readAt) {
        return readAt.plus(every.multipliedBy(3).dividedBy(4));
    }

    /** How long so many bytes are worth at this pace: even copies that were all made on one day are through in time. */
    private Duration pause(long bytes, long allBytes) {
        double needed = allBytes * DAY / Math.max(1, every.dividedBy(4).toMillis());
        double pace = Math.max(1, Math.min(needed, bytesPerDay.orElse(Long.MAX_VALUE)));
        return Duration.ofMillis((long) (bytes / pace * DAY));
    }

    /** Whether the budget is too small for all copies to be read again within twice the time. */
    public boolean isTooSlowFor(long allBytes) {
        return bytesPerDay.isPresent() && allBytes > bytesPerDay.getAsLong() * (2.0 * every.toMillis() / DAY);
    }
}
