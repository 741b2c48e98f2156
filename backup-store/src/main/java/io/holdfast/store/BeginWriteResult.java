package io.holdfast.store;

/** The result of starting a write. */
public sealed interface BeginWriteResult
        permits BeginWriteResult.Begun, ArtifactNameTakenResult, StorageFullResult, DestinationUnavailableResult {

    record Begun(ArtifactWriter writing) implements BeginWriteResult {}
}
