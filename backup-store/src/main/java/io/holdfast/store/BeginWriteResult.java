package io.holdfast.store;

/** The answer to a wish to write. */
public sealed interface BeginWriteResult
        permits BeginWriteResult.Begun, NameTaken, StorageFull, DestinationUnavailable {

    record Begun(ArtifactWriter writing) implements BeginWriteResult {}
}
