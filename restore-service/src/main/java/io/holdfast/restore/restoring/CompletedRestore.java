package io.holdfast.restore.restoring;

import io.holdfast.events.RestoreReport;
import java.time.Duration;
import java.util.List;

/** A completed restore or drill. */
public record CompletedRestore(Duration took, List<RestoreReport.Phase> phases) {

    public CompletedRestore {
        phases = List.copyOf(phases);
    }

    /** Duration of a phase; zero if there is no phase with this name. */
    Duration of(String phase) {
        return phases.stream()
                .filter(one -> one.name().equals(phase))
                .map(RestoreReport.Phase::took)
                .reduce(Duration.ZERO, Duration::plus);
    }
}
