package io.holdfast.store;

/** What a storage says of bytes that cannot be read at once, by the checksum that it keeps of them. */
public sealed interface ChecksumAttestation
        permits ChecksumAttestation.Attested,
                ChecksumAttestation.Contradicted,
                NotSupported,
                ArtifactMissing,
                ArtifactUnreadable,
                DestinationUnavailable {

    /** Length and checksum are those of the copy. */
    record Attested(ObjectKey key) implements ChecksumAttestation {}

    /** @param how in which way they differ, for a person */
    record Contradicted(ObjectKey key, String how) implements ChecksumAttestation {}
}
