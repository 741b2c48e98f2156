package io.holdfast.verify.drilling;

/** Why a drill is due, highest priority first. */
public enum DrillReason {
    NEVER_DRILLED,
    /** The last drill failed, so the measured recovery time is not valid. */
    FAILED,
    /** The tables, extensions or server version have changed since the last good drill. */
    CHANGED,
    SUSPECTED,
    LONG_AGO;

    /** The name in the catalog and in HTTP responses. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
