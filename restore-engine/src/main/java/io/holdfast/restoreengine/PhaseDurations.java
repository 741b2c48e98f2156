package io.holdfast.restoreengine;

import io.holdfast.events.RestoreReport.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What was done one after the other, and how long each took. */
public final class PhaseDurations {

    public static final String STAGING = "staging";
    public static final String CHECKING = "checking";
    public static final String RESTORING = "restoring";
    public static final String COMPARING = "comparing";

    private final List<Phase> ended = new ArrayList<>();
    private long began = System.nanoTime();

    /** What was done since the last call, or since this was made, is called by this name. */
    public void end(String name) {
        long now = System.nanoTime();
        ended.add(new Phase(name, Duration.ofNanos(now - began)));
        began = now;
    }

    public List<Phase> all() {
        return List.copyOf(ended);
    }
}
