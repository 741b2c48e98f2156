package io.holdfast.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The steps of a deletion; see {@link Destination#delete} for the reason of their order. */
final class LocalArtifactDeletion {

    private final DurableFileSystem disk;
    private final Path directory;

    LocalArtifactDeletion(DurableFileSystem disk, Path directory) {
        this.disk = disk;
        this.directory = directory;
    }

    DeleteArtifactResult artifactThenCompanions(ObjectKey key) {
        try {
            removeArtifact(key);
            removeCompanions(key);
            return new DeleteArtifactResult.Deleted(key);
        } catch (IOException e) {
            return notDeleted(key, e);
        }
    }

    DeleteArtifactResult companionsOnly(ObjectKey key) {
        try {
            removeCompanions(key);
            return new DeleteArtifactResult.AlreadyGone(key);
        } catch (IOException e) {
            return notDeleted(key, e);
        }
    }

    /** The deletion is durable before any companion is deleted: after a power failure, no artifact without a checksum may reappear. */
    void removeArtifact(ObjectKey key) throws IOException {
        Files.deleteIfExists(directory.resolve(key.value()));
        disk.syncDirectory(directory);
    }

    void removeCompanions(ObjectKey key) throws IOException {
        for (Path companion : LocalLeftoverFiles.companions(directory, key).toList()) {
            Files.deleteIfExists(companion);
        }
        disk.syncDirectory(directory);
    }

    private static DeleteArtifactResult notDeleted(ObjectKey key, IOException e) {
        return new DeleteArtifactResult.NotDeleted(
                key,
                key + " cannot be deleted (" + e.getClass().getSimpleName()
                        + "): check the permissions of its directory");
    }
}
