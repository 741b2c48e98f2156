package io.holdfast.store;

/** A file with this name exists already. Files are never overwritten. */
public record ArtifactNameTakenResult(ObjectKey key) implements BeginWriteResult, SealArtifactResult {}
