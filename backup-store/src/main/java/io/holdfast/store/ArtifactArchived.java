package io.holdfast.store;

/**
 * The artifact lies in an archive class: it has to be asked for and waited for before it can be read.
 *
 * @param storageClass as the storage calls it, such as {@code GLACIER}
 */
public record ArtifactArchived(ObjectKey key, String storageClass) implements OpenResult, HashResult {}
