package io.holdfast.restore.restoring;

import io.holdfast.events.RestoreReport;
import java.time.Duration;
import java.util.List;

/** A restore or drill that was completed. */
public record CompletedRestore(Duration took, List<RestoreReport.Phase> phases) {

    public CompletedRestore {
        phases = List.copyOf(phases);
    }

    /** How long a phase took; nothing where it has none of this name. */
    Duration of(String phase) {
        return phases.stream()
                .filter(one -> one.name().equals(phase))
                .map(RestoreReport.Phase::took)
                .reduce(Duration.ZERO, Duration::plus);
    }
}
