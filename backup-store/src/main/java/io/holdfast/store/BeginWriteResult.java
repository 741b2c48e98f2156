package io.holdfast.store;

/** The result of starting a write. */
public sealed interface BeginWriteResult
        permits BeginWriteResult.Begun, NameTaken, StorageFull, DestinationUnavailable {

    record Begun(ArtifactWriter writing) implements BeginWriteResult {}
}
