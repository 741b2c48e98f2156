package io.holdfast.restore.worker;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.restore.settings.RestoreSettings;
import io.holdfast.restoreengine.archive.ClientProgramLookup;
import io.holdfast.restoreengine.archive.PreviewArchiveForPlan;
import io.holdfast.restoreengine.archive.StageArchive;
import io.holdfast.store.Destination;
import io.holdfast.store.age.AgeDecryptionKeys;
import io.holdfast.store.age.ReadDecryptionKeysResult;
import io.holdfast.store.settings.ConfiguredDestinations;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Gives access to the copies at the configured destinations and to the directory for staged archives. */
@ApplicationScoped
public class ArchiveStagingArea {

    private final ConfiguredDestinations destinations;
    private final ClientProgramLookup programs;
    private final Supplier<Optional<ReadDecryptionKeysResult>> keys;
    private final Path folder;

    ArchiveStagingArea(ConfiguredDestinations destinations, RestoreSettings settings) {
        this.destinations = destinations;
        this.programs = new ClientProgramLookup(
                settings.restore().clientPrograms().orElse(List.of()),
                settings.restore().longestList());
        this.keys = () -> settings.encryption().identityFile().map(AgeDecryptionKeys::from);
        this.folder = settings.restore().workFolder();
    }

    StageArchive staging() {
        return new StageArchive(destinations, keys, programs);
    }

    PreviewArchiveForPlan peeking() {
        return new PreviewArchiveForPlan(destinations, keys, programs);
    }

    public ClientProgramLookup programs() {
        return programs;
    }

    /** Copies on this host are nearer than others, and {@code local} is the nearest. */
    int distance(BackupCopyRecord copy) {
        List<Destination> all = destinations.all();
        int place = all.stream().map(Destination::id).toList().indexOf(copy.destination());
        if (place < 0) {
            return Integer.MAX_VALUE;
        }
        return all.get(place).failureDomain().isOffSite() ? all.size() + place : place;
    }

    /** An empty directory for the archive of one restore. Files of earlier attempts are deleted. */
    Path emptyFolder(String name) {
        try {
            Path own = folder.resolve(name);
            clear(own);
            return Files.createDirectories(
                    own, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void clear(Path own) {
        try {
            if (Files.isDirectory(own)) {
                try (Stream<Path> files = Files.list(own)) {
                    for (Path file : files.toList()) {
                        Files.deleteIfExists(file);
                    }
                }
                Files.deleteIfExists(own);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Free bytes in the work folder. Empty if it is not writable. */
    public OptionalLong workFree() {
        try {
            Files.createDirectories(folder);
            return Files.isWritable(folder)
                    ? OptionalLong.of(Files.getFileStore(folder).getUsableSpace())
                    : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
