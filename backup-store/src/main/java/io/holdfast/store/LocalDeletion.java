package io.holdfast.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The order of a deletion; {@link Destination#delete} says why. */
final class LocalDeletion {

    private final Disk disk;
    private final Path directory;

    LocalDeletion(Disk disk, Path directory) {
        this.disk = disk;
        this.directory = directory;
    }

    Deletion artifactThenCompanions(Key key) {
        try {
            removeArtifact(key);
            removeCompanions(key);
            return new Deletion.Deleted(key);
        } catch (IOException e) {
            return notDeleted(key, e);
        }
    }

    Deletion companionsOnly(Key key) {
        try {
            removeCompanions(key);
            return new Deletion.AlreadyGone(key);
        } catch (IOException e) {
            return notDeleted(key, e);
        }
    }

    /** Durable before any companion goes: a power cut must not bring back an artifact without its checksum. */
    void removeArtifact(Key key) throws IOException {
        Files.deleteIfExists(directory.resolve(key.value()));
        disk.syncDirectory(directory);
    }

    void removeCompanions(Key key) throws IOException {
        for (Path companion : LocalRemains.companions(directory, key).toList()) {
            Files.deleteIfExists(companion);
        }
        disk.syncDirectory(directory);
    }

    private static Deletion notDeleted(Key key, IOException e) {
        return new Deletion.NotDeleted(
                key,
                key + " cannot be deleted (" + e.getClass().getSimpleName()
                        + "): check the permissions of its directory");
    }
}
