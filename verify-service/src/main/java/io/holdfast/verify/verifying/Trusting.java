package io.holdfast.verify.verifying;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.Level;

/** Which level makes a backup of a database verified where nobody here can decode it. */
public interface Trusting {

    /** L2, or L1 where the operator says that checksums are enough. */
    Level trustedLevel(DatabaseId database);
}
