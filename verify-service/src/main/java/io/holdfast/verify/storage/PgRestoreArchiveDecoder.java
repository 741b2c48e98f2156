package io.holdfast.verify.storage;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.postgrestools.ClientProgramChoice;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.restoreengine.archive.ClientProgramLookup;
import io.holdfast.restoreengine.archive.DecodeArchive;
import io.holdfast.restoreengine.archive.EncryptedArchiveReader;
import io.holdfast.restoreengine.contents.ArchiveDecodeResult;
import io.holdfast.store.ArchiveClassArtifactResult;
import io.holdfast.store.ArtifactMissingResult;
import io.holdfast.store.ArtifactUnreadableResult;
import io.holdfast.store.BoundedInputStream;
import io.holdfast.store.Destination;
import io.holdfast.store.DestinationUnavailableResult;
import io.holdfast.store.LocalDirectory;
import io.holdfast.store.ObjectKey;
import io.holdfast.store.OpenArtifactResult;
import io.holdfast.store.age.AgeEncryptedFileHeader;
import io.holdfast.store.settings.ConfiguredDestinations;
import io.holdfast.verify.verifying.BackupToVerify;
import io.holdfast.verify.verifying.DumpArchiveDecoder;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Passes archives to pg_restore: a plain local archive as a file, all others through a pipe. */
@ApplicationScoped
public class PgRestoreArchiveDecoder implements DumpArchiveDecoder {

    private static final int PIECE = 1 << 20;
    private static final int BEGINNING = 64;

    private final ConfiguredDestinations destinations;
    private final EncryptedArchiveReader encrypted;
    private final ClientProgramLookup programs;

    PgRestoreArchiveDecoder(
            ConfiguredDestinations destinations, EncryptedArchiveReader encrypted, ClientProgramLookup programs) {
        this.destinations = destinations;
        this.encrypted = encrypted;
        this.programs = programs;
    }

    @Override
    public ArchiveDecodeResult decode(BackupToVerify backup, BackupCopyRecord copy) {
        Optional<Destination> destination = destinations.named(copy.destination());
        Optional<ObjectKey> key = ObjectKey.parse(copy.key());
        if (destination.isEmpty() || key.isEmpty()) {
            return new ArchiveDecodeResult.NotDecoded(
                    "no destination '" + copy.destination() + "' is configured in" + " verify-service");
        }
        return switch (programs.reading(backup.clientVersion())) {
            case ClientProgramChoice.Chosen chosen -> decode(chosen.programs(), destination.get(), key.get(), copy);
            case ClientProgramChoice.NoneNewEnough none ->
                new ArchiveDecodeResult.NotDecoded(none.message() + " " + none.hint());
        };
    }

    private ArchiveDecodeResult decode(
            ClientPrograms chosen, Destination destination, ObjectKey key, BackupCopyRecord copy) {
        return switch (destination.open(key, copy.versionId())) {
            case OpenArtifactResult.Opened opened -> decode(chosen, destination, opened, copy);
            case ArchiveClassArtifactResult artifactArchived ->
                new ArchiveDecodeResult.NotDecoded(copy.ref() + " is in archive class "
                        + artifactArchived.storageClass() + ": restore it there first");
            case ArtifactMissingResult artifactMissing ->
                new ArchiveDecodeResult.NotDecoded(copy.ref() + " was deleted during the" + " verification");
            case ArtifactUnreadableResult artifactUnreadable ->
                new ArchiveDecodeResult.NotDecoded(artifactUnreadable.reason());
            case DestinationUnavailableResult away -> new ArchiveDecodeResult.NotDecoded(away.reason());
        };
    }

    private ArchiveDecodeResult decode(
            ClientPrograms chosen, Destination destination, OpenArtifactResult.Opened opened, BackupCopyRecord copy) {
        DecodeArchive decodeArchive = new DecodeArchive(chosen, copy, programs.longestList());
        BoundedInputStream stored = new BoundedInputStream(opened.stream(), copy.bytes());
        try (InputStream file = new BufferedInputStream(stored, PIECE)) {
            if (opened.bytes() != copy.bytes()) {
                return hasChanged(copy);
            }
            if (opened.key().isEncrypted() || isEncrypted(file)) {
                return unlessLonger(
                        stored,
                        copy,
                        encrypted.open(
                                copy,
                                file,
                                plain -> decodeArchive.ofPipe(
                                        plain, () -> encrypted.plain(again(destination, opened.key(), copy)))));
            }
            // pg_restore can seek in a file.
            return destination instanceof LocalDirectory local
                    ? decodeArchive.ofFile(local.path(opened.key()))
                    : unlessLonger(
                            stored, copy, decodeArchive.ofPipe(file, () -> again(destination, opened.key(), copy)));
        } catch (IOException e) {
            return new ArchiveDecodeResult.NotDecoded(copy.ref() + " could not be read to the end ("
                    + e.getClass().getSimpleName() + "); the read is retried");
        }
    }

    private static InputStream again(Destination destination, ObjectKey key, BackupCopyRecord copy) throws IOException {
        if (destination.open(key, copy.versionId()) instanceof OpenArtifactResult.Opened opened) {
            return new BufferedInputStream(new BoundedInputStream(opened.stream(), copy.bytes()), PIECE);
        }
        throw new IOException("the copy cannot be opened any more");
    }

    private static ArchiveDecodeResult unlessLonger(
            BoundedInputStream stored, BackupCopyRecord copy, ArchiveDecodeResult archiveDecodeResult) {
        return stored.isLonger() ? hasChanged(copy) : archiveDecodeResult;
    }

    private static ArchiveDecodeResult hasChanged(BackupCopyRecord copy) {
        return new ArchiveDecodeResult.NotDecoded(
                copy.ref() + " no longer has the length that its checksum was computed for; the read is retried");
    }

    /** The name is not reliable, because an imported file may have any name. */
    private static boolean isEncrypted(InputStream file) throws IOException {
        file.mark(BEGINNING);
        boolean begins = AgeEncryptedFileHeader.begins(file.readNBytes(BEGINNING));
        file.reset();
        return begins;
    }
}
