package io.holdfast.events;

/**
 * The levels of verification; each level includes the lower ones (design 4).
 *
 * <p>Every completed backup is verified to L0, L1 and L2; drills reach L3 to L5. From L2 on, a backup is considered verified.
 */
public enum VerificationLevel {
    /** Size and structure are plausible compared with earlier backups. */
    L0,
    /** The SHA-256 of every copy was computed again and equals the recorded one. */
    L1,
    /** The whole archive was decoded; row counts and fingerprints of every table are known. */
    L2,
    /** The backup was restored into a temporary database. */
    L3,
    /** The restored contents equal the fingerprints of L2; indexes and constraints are valid. */
    L4,
    /** The application's probe queries succeed on the restored database. */
    L5
}
