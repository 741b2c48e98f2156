package io.holdfast.scheduler.scheduling;

import java.time.Duration;
import java.time.Instant;

/**
 * How far the event log has been read. A slot is missed only if the event log was read continuously and contains no
 * completion. This cannot be concluded while the broker or the catalog is unavailable. It cannot be concluded
 * immediately after an outage either, because the other services may still have events to publish.
 *
 * @param since start of the period in which the broker has reported its end offsets without a gap
 * @param lastAsked time of the last report
 * @param until all events that were published up to this time have been read
 */
public record EventLogWatermark(Instant since, Instant lastAsked, Instant until) {

    /** The watermark before anything has been read. */
    public static EventLogWatermark none() {
        return new EventLogWatermark(Instant.MAX, Instant.MIN, Instant.MIN);
    }

    /**
     * The broker reported its end offsets. A gap longer than {@code pause}, or a clock that was set back by more, starts a
     * new period. The clocks of replicas must differ by less than that.
     */
    public EventLogWatermark asked(Instant now, Duration pause) {
        boolean unbroken = lastAsked.isAfter(Instant.MIN)
                && Duration.between(lastAsked, now).abs().compareTo(pause) <= 0;
        return unbroken
                ? new EventLogWatermark(since, later(lastAsked, now), until)
                : new EventLogWatermark(now, now, Instant.MIN);
    }

    /** The event log has been read up to the end offsets that the broker reported at {@code asked}. */
    public EventLogWatermark reached(Instant asked) {
        return new EventLogWatermark(since, lastAsked, later(until, asked));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Returns the time up to which the absence of an event means that nothing happened; {@link Instant#MIN} if unknown. */
    public Instant conclusiveUntil(Duration settling) {
        boolean settled = !since.equals(Instant.MAX)
                && !until.isBefore(since)
                && Duration.between(since, until).compareTo(settling) >= 0;
        return settled ? until : Instant.MIN;
    }
}
