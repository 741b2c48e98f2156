package io.holdfast.retention.copying;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which destinations are away, so that one question, and not one for each backup, finds out whether they are back. Kept in
 * memory: after a start each is asked at once.
 */
public final class DestinationBackoff {

    /** A destination that is back is noticed at the latest after this. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    /**
     * @param since when it was first found away
     * @param until not asked again before
     */
    public record Away(String why, Instant since, Instant until, int failures) {}

    private final Map<String, Away> away = new ConcurrentHashMap<>();
    private final Duration first;

    /** @param first pause after the first failure; pauses double */
    public DestinationBackoff(Duration first) {
        this.first = first;
    }

    /** What is known, also while it is time to ask again. */
    public Optional<Away> of(String destination) {
        return Optional.ofNullable(away.get(destination));
    }

    boolean isBackingOff(String destination, Instant now) {
        return of(destination).filter(known -> now.isBefore(known.until())).isPresent();
    }

    /** Returns when it is asked again. */
    Instant isAway(String destination, String why, Instant now) {
        Away known = away.compute(destination, (id, before) -> {
            int failures = before == null ? 0 : before.failures() + 1;
            return new Away(
                    why,
                    before == null ? now : before.since(),
                    now.plus(CopyBackoff.after(failures, first, LONGEST)),
                    failures);
        });
        return known.until();
    }

    void isThere(String destination) {
        away.remove(destination);
    }
}
