package io.holdfast.restoreengine;

import io.holdfast.events.RestoreReport.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measures the durations of consecutive phases. */
public final class RestorePhaseTimer {

    public static final String STAGING = "staging";
    public static final String CHECKING = "checking";
    public static final String RESTORING = "restoring";
    public static final String COMPARING = "comparing";

    private final List<Phase> ended = new ArrayList<>();
    private long began = System.nanoTime();

    /** Ends a phase. It started at the last call, or at the creation of this object. */
    public void end(String name) {
        long now = System.nanoTime();
        ended.add(new Phase(name, Duration.ofNanos(now - began)));
        began = now;
    }

    public List<Phase> all() {
        return List.copyOf(ended);
    }
}
