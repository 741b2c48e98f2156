package io.holdfast.settings;

import java.time.Duration;
import java.util.List;

/**
 * A duration that depends on another one.
 *
 * @param shorter the name of the setting that must not be longer
 * @param longer than this one, divided
 * @param share by this number
 * @param reason why, as the rest of a sentence
 */
public record DurationRule(String shorter, String longer, int share, String reason) {

    /** Of each sink; notify-service does not start otherwise. */
    public static final DurationRule SINK_TIMEOUT = new DurationRule(
            "holdfast.notify.sinks.<id>.timeout", "holdfast.notify.lease", 2, "a slow delivery would be sent twice");

    private static final String LEASE = "a worker that is only slow would lose its work to another one";
    private static final String PAUSES = "pauses grow from the first to the longest";

    /** All that are known. */
    public static List<DurationRule> all() {
        return List.of(
                new DurationRule("holdfast.dump.heartbeat", "holdfast.dump.lease", 3, LEASE),
                new DurationRule("holdfast.verify.heartbeat", "holdfast.verify.lease", 3, LEASE),
                new DurationRule("holdfast.restore.heartbeat", "holdfast.restore.lease", 3, LEASE),
                new DurationRule(
                        "holdfast.dump.lock-wait",
                        "holdfast.dump.stall-after",
                        1,
                        "a dump that waits for a lock brings no byte"),
                new DurationRule("holdfast.dump.retry.first", "holdfast.dump.retry.longest", 1, PAUSES),
                new DurationRule("holdfast.verify.retry.first", "holdfast.verify.retry.longest", 1, PAUSES),
                new DurationRule("holdfast.notify.retry.first", "holdfast.notify.retry.longest", 1, PAUSES),
                SINK_TIMEOUT,
                new DurationRule(
                        "holdfast.drills.every",
                        "holdfast.drills.at-least",
                        1,
                        "each drill would be overdue before it is due"));
    }

    /** Whether it is kept by these values. */
    public boolean isKept(Duration ofShorter, Duration ofLonger) {
        return ofShorter.compareTo(ofLonger.dividedBy(share)) <= 0;
    }
}
