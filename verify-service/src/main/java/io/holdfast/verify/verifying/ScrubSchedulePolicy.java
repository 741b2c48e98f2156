package io.holdfast.verify.verifying;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When good copies are read again: each about once per {@code every}, the least recently read copy first, spread evenly over
 * the days. Stored bytes can decay, but reading all copies in one night would cost too much.
 *
 * @param every maximum time between two reads of a copy, if the budget allows it
 * @param bytesPerDay maximum number of bytes to read again in a day; if absent, only as many as needed
 */
public record ScrubSchedulePolicy(Duration every, OptionalLong bytesPerDay) {

    private static final double DAY = Duration.ofDays(1).toMillis();

    /** The least recently read copy. */
    public record Oldest(long bytes, Instant readAt) {}

    /** The last copy that was scheduled to be read again. */
    public record Last(long bytes, Instant plannedAt) {}

    /**
     * Whether the oldest copy should be read now.
     *
     * @param allBytes total size of all copies that are read repeatedly
     */
    public boolean isTime(Oldest oldest, Optional<Last> last, long allBytes, Instant now) {
        return !youngest(oldest.readAt()).isAfter(now)
                && last.map(before -> before.plannedAt().plus(pause(before.bytes(), allBytes)))
                        .filter(now::isBefore)
                        .isEmpty();
    }

    /** A copy is not read again before three quarters of the interval have passed. */
    private Instant youngest(Instant readAt) {
        return readAt.plus(every.multipliedBy(3).dividedBy(4));
    }

    /** The pause after reading so many bytes. It spreads copies that were all made on one day over the interval. */
    private Duration pause(long bytes, long allBytes) {
        double needed = allBytes * DAY / Math.max(1, every.dividedBy(4).toMillis());
        double pace = Math.max(1, Math.min(needed, bytesPerDay.orElse(Long.MAX_VALUE)));
        return Duration.ofMillis((long) (bytes / pace * DAY));
    }

    /** Whether the budget is too small to read all copies again within twice the interval. */
    public boolean isTooSlowFor(long allBytes) {
        return bytesPerDay.isPresent() && allBytes > bytesPerDay.getAsLong() * (2.0 * every.toMillis() / DAY);
    }
}
