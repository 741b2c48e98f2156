package io.holdfast.verify.drilling;

/** Why a drill is due, the most pressing first. */
public enum DrillReason {
    NEVER_DRILLED,
    /** The last drill failed: the stated recovery time does not hold. */
    FAILED,
    /** Tables, extensions or the server's version are not those that came back last time. */
    CHANGED,
    SUSPECTED,
    LONG_AGO;

    /** As in the catalogue and in HTTP answers. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
