package io.holdfast.verify.verifying;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.VerificationLevel;

/** The level that makes a backup verified if this service has no key to decode it. */
public interface TrustedLevelPolicy {

    /** L2, or L1 if the operator has declared checksums sufficient. */
    VerificationLevel trustedLevel(DatabaseId database);
}
