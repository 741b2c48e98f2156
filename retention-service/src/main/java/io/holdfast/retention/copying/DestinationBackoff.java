package io.holdfast.retention.copying;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The unreachable destinations. One attempt per delay, and not one per backup, checks whether a destination is
 * reachable again. The state is kept in memory only: after a start, each destination is tried at once.
 */
public final class DestinationBackoff {

    /** The longest delay before an unreachable destination is tried again. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    /**
     * @param since when it was first found unreachable
     * @param until not tried again before this time
     */
    public record Away(String why, Instant since, Instant until, int failures) {}

    private final Map<String, Away> away = new ConcurrentHashMap<>();
    private final Duration first;

    /** @param first delay after the first failure; the delays double */
    public DestinationBackoff(Duration first) {
        this.first = first;
    }

    /** What is known, even if the destination is due to be tried again. */
    public Optional<Away> of(String destination) {
        return Optional.ofNullable(away.get(destination));
    }

    boolean isBackingOff(String destination, Instant now) {
        return of(destination).filter(known -> now.isBefore(known.until())).isPresent();
    }

    /** Records a failure. Returns when the destination is tried again. */
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
