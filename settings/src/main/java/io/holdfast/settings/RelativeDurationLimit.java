package io.holdfast.settings;

import java.time.Duration;
import java.util.List;

/**
 * A duration that is limited by another one.
 *
 * @param shorter name of the setting with the shorter duration
 * @param longer name of the setting with the longer duration
 * @param share {@code shorter} must not exceed {@code longer} divided by this number
 * @param reason the reason, as the end of a sentence
 */
public record RelativeDurationLimit(String shorter, String longer, int share, String reason) {

    /** For each sink; notify-service does not start if it is violated. */
    public static final RelativeDurationLimit SINK_TIMEOUT = new RelativeDurationLimit(
            "holdfast.notify.sinks.<id>.timeout", "holdfast.notify.lease", 2, "a slow delivery would be sent twice");

    private static final String LEASE = "a slow worker would lose its work to another one";
    private static final String PAUSES = "pauses grow from the first to the longest one";

    /** All known rules. */
    public static List<RelativeDurationLimit> all() {
        return List.of(
                new RelativeDurationLimit("holdfast.dump.heartbeat", "holdfast.dump.lease", 3, LEASE),
                new RelativeDurationLimit("holdfast.verify.heartbeat", "holdfast.verify.lease", 3, LEASE),
                new RelativeDurationLimit("holdfast.restore.heartbeat", "holdfast.restore.lease", 3, LEASE),
                new RelativeDurationLimit(
                        "holdfast.dump.lock-wait",
                        "holdfast.dump.stall-after",
                        1,
                        "a dump that waits for a lock writes no bytes"),
                new RelativeDurationLimit("holdfast.dump.retry.first", "holdfast.dump.retry.longest", 1, PAUSES),
                new RelativeDurationLimit("holdfast.verify.retry.first", "holdfast.verify.retry.longest", 1, PAUSES),
                new RelativeDurationLimit("holdfast.notify.retry.first", "holdfast.notify.retry.longest", 1, PAUSES),
                SINK_TIMEOUT,
                new RelativeDurationLimit(
                        "holdfast.drills.every",
                        "holdfast.drills.at-least",
                        1,
                        "each drill would be overdue before it is due"));
    }

    /** Whether these values comply with the rule. */
    public boolean isKept(Duration ofShorter, Duration ofLonger) {
        return ofShorter.compareTo(ofLonger.dividedBy(share)) <= 0;
    }
}
