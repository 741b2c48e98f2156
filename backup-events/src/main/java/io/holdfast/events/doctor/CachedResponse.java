package io.holdfast.events.doctor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * An answer that is kept for some seconds. An examination connects to every database, destination and broker: whoever asks again
 * and again, or many at once, must not multiply that.
 */
final class CachedResponse {

    private final Supplier<List<DoctorCheckResult>> examination;
    private final Clock clock;
    private final Duration keep;
    private List<DoctorCheckResult> answer = List.of();
    private Instant until = Instant.MIN;

    CachedResponse(Supplier<List<DoctorCheckResult>> examination, Clock clock, Duration keep) {
        this.examination = examination;
        this.clock = clock;
        this.keep = keep;
    }

    /** The last answer while it is fresh; of several that ask at once, one examines and the others wait for its answer. */
    synchronized List<DoctorCheckResult> get() {
        Instant now = clock.instant();
        boolean isFresh = now.isBefore(until) && !now.plus(keep).isBefore(until);
        if (!isFresh) {
            answer = List.copyOf(examination.get());
            until = clock.instant().plus(keep);
        }
        return answer;
    }
}
