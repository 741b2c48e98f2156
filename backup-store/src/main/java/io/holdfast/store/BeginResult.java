package io.holdfast.store;

/** The answer to a wish to write. */
public sealed interface BeginResult permits BeginResult.Begun, NameTaken, StorageFull, DestinationUnavailable {

    record Begun(ArtifactWriter writing) implements BeginResult {}
}
