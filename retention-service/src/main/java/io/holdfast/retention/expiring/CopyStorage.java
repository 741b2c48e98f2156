package io.holdfast.retention.expiring;

import io.holdfast.events.CopyLocation;
import io.holdfast.events.SealedCopy;

/** Where the copies lie. Nothing here throws for what storage is known to do. */
public interface CopyStorage {

    /** What came of looking at a copy. */
    sealed interface CopyStatus {
        /** All its bytes were read and are the recorded ones; or, where only its presence was asked, it is there. */
        record Good() implements CopyStatus {}

        /** It is there and is not what was recorded. */
        record Bad(String how) implements CopyStatus {}

        /** The destination could be read, and the copy is not there. */
        record Absent() implements CopyStatus {}

        /** Nothing is known, such as where the destination's marker cannot be read. */
        record Unknown(String why) implements CopyStatus {}
    }

    /** Whether the copy is there, without reading it. */
    CopyStatus find(CopyLocation copy);

    /** Reads all of it and compares length and SHA-256. */
    CopyStatus reread(SealedCopy copy);

    /**
     * Deletes a copy: the artifact first, then what lies beside it, so that a deletion cut short leaves no artifact that
     * looks complete and is not. Deleting what is gone already succeeds.
     *
     * @return {@code Absent} when it is gone
     */
    CopyStatus delete(CopyLocation copy);
}
