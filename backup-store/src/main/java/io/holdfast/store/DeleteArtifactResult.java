package io.holdfast.store;

/** The result of a deletion. A deletion can safely be repeated after any result. */
public sealed interface DeleteArtifactResult
        permits DeleteArtifactResult.Deleted,
                DeleteArtifactResult.AlreadyGone,
                DeleteArtifactResult.NotDeleted,
                DestinationUnavailableResult {

    /** The artifact and its companions were deleted permanently. */
    record Deleted(ObjectKey key) implements DeleteArtifactResult {}

    /** The artifact did not exist; companions left by an aborted deletion were deleted. */
    record AlreadyGone(ObjectKey key) implements DeleteArtifactResult {}

    /** The storage refused. It still contains a complete backup, or companions that nothing treats as a backup. */
    record NotDeleted(ObjectKey key, String reason) implements DeleteArtifactResult {}
}
