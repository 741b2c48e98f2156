package io.holdfast.store;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.Sha256;
import io.holdfast.store.FlushArtifactResult.Durable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps of sealing, so that a crash between any two steps leaves files that can be swept or adopted (design 3): write the bytes to
 * {@code .<name>.partial} → fsync → companions, each with fsync → fsync of the directory → the name → fsync of the directory. The artifact
 * gets its name last, because the name makes it a backup. A file system can keep names in any order until the directory is synced, so the
 * names of the companions must be durable before the artifact's.
 */
final class LocalArtifactWriter implements ArtifactWriter {

    private final String destination;
    private final ArtifactName name;
    private final Path directory;
    private final DurableFileSystem disk;
    private final FileChannel file;
    private final HashingOutputStream stream;
    private @Nullable Durable durable;
    private final List<Path> companionsMade = new ArrayList<>();
    private boolean named;

    LocalArtifactWriter(
            String destination,
            ArtifactName name,
            Path directory,
            DurableFileSystem disk,
            FileChannel file,
            ArtifactWriteOptions options) {
        this.destination = destination;
        this.name = name;
        this.directory = directory;
        this.disk = disk;
        this.file = file;
        this.stream = new HashingOutputStream(file, directory, destination, options);
    }

    @Override
    public ArtifactName name() {
        return name;
    }

    @Override
    public OutputStream stream() {
        return stream;
    }

    @Override
    public long written() {
        return stream.count();
    }

    @Override
    public FlushArtifactResult finish() {
        try {
            syncBytes();
            durable = new Durable(stream.count(), stream.sha256());
            return durable;
        } catch (IOException e) {
            return DurableFileSystem.isFull(e, directory)
                    ? full()
                    : destinationUnavailable("cannot store the bytes", e);
        }
    }

    void syncBytes() throws IOException {
        disk.force(file, directory.resolve(PartialFileName.of(name.key())));
        file.close();
    }

    @Override
    public SealArtifactResult seal(List<CompanionFile> companions) {
        if (durable == null) {
            throw new IllegalStateException("finish() must be called before seal()");
        }
        try {
            writeCompanions(companions, durable.sha256());
            giveName();
            syncDirectory();
            return new SealArtifactResult.Sealed(new BackupCopyRecord(
                    destination,
                    name.toString(),
                    null,
                    durable.bytes(),
                    durable.sha256(),
                    CompanionChecksumCalculator.sealed(name.key(), durable.sha256(), companions)));
        } catch (FileAlreadyExistsException e) {
            return new ArtifactNameTakenResult(name.key());
        } catch (NoSuchFileException e) {
            return new UnsealedArtifactRemovedResult(name.key());
        } catch (IOException e) {
            return DurableFileSystem.isFull(e, directory)
                    ? full()
                    : destinationUnavailable("cannot seal the artifact", e);
        }
    }

    void writeCompanions(List<CompanionFile> companions, Sha256 sum) throws IOException {
        for (CompanionFile companion : companions) {
            writeCompanion(companion.role(), companion.bytes());
        }
        CompanionFile checksum = CompanionChecksumCalculator.file(name.key(), sum, companions);
        writeCompanion(checksum.role(), checksum.bytes());
        disk.syncDirectory(directory);
    }

    private void writeCompanion(CompanionFile.Role role, byte[] bytes) throws IOException {
        ObjectKey key = name.key().companion(role);
        Path partial = directory.resolve(PartialFileName.of(key));
        disk.write(partial, bytes);
        Path companion = directory.resolve(key.value());
        disk.name(partial, companion);
        companionsMade.add(companion);
    }

    void giveName() throws IOException {
        Path target = directory.resolve(name.key().value());
        disk.name(directory.resolve(PartialFileName.of(name.key())), target);
        named = true;
    }

    void syncDirectory() throws IOException {
        disk.syncDirectory(directory);
    }

    @Override
    public void close() {
        try {
            file.close();
            if (!named) {
                LocalLeftoverFiles.removePartials(directory, name.key());
                LocalLeftoverFiles.remove(companionsMade);
            }
        } catch (IOException e) {
            // The remaining files have a reserved name, where the sweep finds them.
            return;
        }
    }

    private StorageFullResult full() {
        return new StorageFullResult("no space left at '" + destination + "' to seal " + name);
    }

    private DestinationUnavailableResult destinationUnavailable(String what, IOException e) {
        return new DestinationUnavailableResult("'" + destination + "' " + what + " of " + name + " ("
                + e.getClass().getSimpleName() + "): check its permissions and its file system");
    }
}
