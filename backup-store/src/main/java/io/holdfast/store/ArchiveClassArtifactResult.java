package io.holdfast.store;

/**
 * The artifact is in an archive class. It must be restored in the storage before it can be read.
 *
 * @param storageClass the storage's name of the class, such as {@code GLACIER}
 */
public record ArchiveClassArtifactResult(ObjectKey key, String storageClass)
        implements OpenArtifactResult, RehashArtifactResult {}
