package io.holdfast.scheduler.scheduling;

import java.time.Duration;
import java.time.Instant;

/**
 * How far the log has been heard. That a backup did not happen can only be told by who has listened: not while the
 * broker or the catalogue is away, and not at once when they are back, because the other services then still have to say
 * what happened meanwhile.
 *
 * @param since from when on the broker has been asked, without a pause, how far the log goes
 * @param lastAsked when it answered last
 * @param until everything said up to here has been heard
 */
public record LogWatermark(Instant since, Instant lastAsked, Instant until) {

    /** Nothing heard yet. */
    public static LogWatermark none() {
        return new LogWatermark(Instant.MAX, Instant.MIN, Instant.MIN);
    }

    /**
     * The broker said how far the log goes. A pause longer than {@code pause}, or a clock set back by more, begins a new
     * time of listening; replicas' clocks may differ by less.
     */
    public LogWatermark asked(Instant now, Duration pause) {
        boolean unbroken = lastAsked.isAfter(Instant.MIN)
                && Duration.between(lastAsked, now).abs().compareTo(pause) <= 0;
        return unbroken
                ? new LogWatermark(since, later(lastAsked, now), until)
                : new LogWatermark(now, now, Instant.MIN);
    }

    /** The log has been read to where it went when the broker was asked at {@code asked}. */
    public LogWatermark reached(Instant asked) {
        return new LogWatermark(since, lastAsked, later(until, asked));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Up to when silence means that nothing happened; {@link Instant#MIN} where it means nothing. */
    public Instant silenceCountsUntil(Duration settling) {
        boolean settled = !since.equals(Instant.MAX)
                && !until.isBefore(since)
                && Duration.between(since, until).compareTo(settling) >= 0;
        return settled ? until : Instant.MIN;
    }
}
