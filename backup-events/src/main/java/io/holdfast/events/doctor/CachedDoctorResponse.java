package io.holdfast.events.doctor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * A doctor report that is cached for some seconds. The checks connect to every database, destination and broker, so frequent or parallel
 * requests must not repeat them.
 */
final class CachedDoctorResponse {

    private final Supplier<List<DoctorCheckResult>> examination;
    private final Clock clock;
    private final Duration keep;
    private List<DoctorCheckResult> answer = List.of();
    private Instant until = Instant.MIN;

    CachedDoctorResponse(Supplier<List<DoctorCheckResult>> examination, Clock clock, Duration keep) {
        this.examination = examination;
        this.clock = clock;
        this.keep = keep;
    }

    /** The cached report if it is recent. Of several parallel requests, one runs the checks, and the others wait for its result. */
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
