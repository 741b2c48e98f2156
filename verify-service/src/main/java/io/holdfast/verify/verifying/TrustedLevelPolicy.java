package io.holdfast.verify.verifying;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.VerificationLevel;

/** Which level makes a backup of a database verified where nobody here can decode it. */
public interface TrustedLevelPolicy {

    /** L2, or L1 where the operator says that checksums are enough. */
    VerificationLevel trustedLevel(DatabaseId database);
}
