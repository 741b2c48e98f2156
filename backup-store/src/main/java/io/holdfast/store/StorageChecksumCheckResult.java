package io.holdfast.store;

/** A storage's statement about an artifact that is not immediately readable, based on the checksum that the storage keeps. */
public sealed interface StorageChecksumCheckResult
        permits StorageChecksumCheckResult.Attested,
                StorageChecksumCheckResult.Contradicted,
                UnsupportedOperationResult,
                ArtifactMissingResult,
                ArtifactUnreadableResult,
                DestinationUnavailableResult {

    /** Length and checksum match those of the copy. */
    record Attested(ObjectKey key) implements StorageChecksumCheckResult {}

    /** @param how the difference, for operators */
    record Contradicted(ObjectKey key, String how) implements StorageChecksumCheckResult {}
}
