package io.holdfast.retention.expiring;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.CopyLocation;

/** Reads and deletes copies at the destinations. Methods return known storage failures as values and do not throw. */
public interface BackupCopyStore {

    /** The result of checking a copy. */
    sealed interface CopyStatus {
        /** All bytes were read and match the record; or, after a check of presence only, the copy exists. */
        record Good() implements CopyStatus {}

        /** The copy exists but does not match the record. */
        record Bad(String how) implements CopyStatus {}

        /** The destination is readable and does not have the copy. */
        record Absent() implements CopyStatus {}

        /** The state is unknown, for example because the destination's marker is not readable. */
        record Unknown(String why) implements CopyStatus {}
    }

    /** Checks whether the copy exists, without reading it. */
    CopyStatus find(CopyLocation copy);

    /** Reads all bytes and compares length and SHA-256. */
    CopyStatus reread(BackupCopyRecord copy);

    /**
     * Deletes a copy: the artifact first, then its companions. An interrupted deletion thus leaves no artifact that
     * looks complete but is not. Deleting an absent copy succeeds.
     *
     * @return {@code Absent} if the copy is deleted
     */
    CopyStatus delete(CopyLocation copy);
}
