package io.holdfast.events;

/**
 * The ladder of verification; each level includes the ones below it (design 4).
 *
 * <p>L0 to L2 are reached on every completion, L3 to L5 by drills. A backup is called verified from L2 on.
 */
public enum VerificationLevel {
    /** Size and shape are plausible against history. */
    L0,
    /** The SHA-256 of every copy, read again, equals the recorded one. */
    L1,
    /** The whole archive decodes; row counts and fingerprints of every table are known. */
    L2,
    /** Restored into a throwaway database. */
    L3,
    /** The restored contents equal the fingerprint of L2; indexes and constraints are valid. */
    L4,
    /** The application answers its probes on the restored database. */
    L5
}
