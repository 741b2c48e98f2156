package io.holdfast.restoreengine.archive;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.Finding;
import io.holdfast.events.Sha256;
import io.holdfast.restoreengine.ProgressListener;
import io.holdfast.restoreengine.RestorePhaseTimer;
import io.holdfast.store.BoundedInputStream;
import io.holdfast.store.OpenArtifactResult;
import io.holdfast.store.RehashArtifact;
import io.holdfast.store.age.AgeDecryptionKeys;
import io.holdfast.store.age.AgeEncryptedFileHeader;
import io.holdfast.store.age.AgeFileDecryptor;
import io.holdfast.store.age.AlteredCiphertextException;
import io.holdfast.store.age.DecryptAgeFileResult;
import io.holdfast.store.age.ReadDecryptionKeysResult;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Copies one stored copy into a file. It decrypts the copy if necessary, and computes the checksum of the stored bytes while
 * reading.
 */
final class FetchBackupCopy {

    private static final int PIECE = 1 << 20;
    private static final int BEGINNING = 64;

    private final BackupCopyRecord copy;
    private final OpenArtifactResult.Opened opened;
    private final Supplier<Optional<ReadDecryptionKeysResult>> keys;
    private final ProgressListener progress;

    FetchBackupCopy(
            BackupCopyRecord copy,
            OpenArtifactResult.Opened opened,
            Supplier<Optional<ReadDecryptionKeysResult>> keys,
            ProgressListener progress) {
        this.copy = copy;
        this.opened = opened;
        this.keys = keys;
        this.progress = progress;
    }

    FetchBackupCopyResult into(Path file) {
        try (HashingInputStream stored = new HashingInputStream(
                        new BoundedInputStream(opened.stream(), copy.bytes()), RehashArtifact.sha256());
                InputStream buffered = new BufferedInputStream(stored, PIECE)) {
            if (opened.bytes() != copy.bytes()) {
                return otherLength(opened.bytes());
            }
            FetchBackupCopyResult fetched = opened.key().isEncrypted() || isEncrypted(buffered)
                    ? decrypt(buffered, file)
                    : write(buffered, file);
            if (fetched instanceof FetchBackupCopyResult.NotFetched) {
                return fetched;
            }
            // Read also what a failed decryption has left: the checksum shows whether the storage is the cause.
            buffered.transferTo(OutputStream.nullOutputStream());
            return compare(stored.count(), stored.sha256(), fetched);
        } catch (NoRoom e) {
            return new FetchBackupCopyResult.NotFetched(
                    "no_room",
                    "the archive cannot be written to the work folder (" + e.getMessage()
                            + "). hint: free some space, or configure another work folder");
        } catch (IOException e) {
            return new FetchBackupCopyResult.NotFetched(
                    "destination_away",
                    copy.ref() + " could not be read to the end ("
                            + e.getClass().getSimpleName() + ")");
        }
    }

    private FetchBackupCopyResult compare(long bytes, Sha256 sha256, FetchBackupCopyResult fetched) {
        if (bytes != copy.bytes()) {
            return otherLength(bytes);
        }
        return sha256.equals(copy.sha256())
                ? fetched
                : new FetchBackupCopyResult.Wrong(new Finding(
                        "checksum_mismatch", copy.ref() + " does not have the checksum of the sealed" + " file"));
    }

    private FetchBackupCopyResult otherLength(long bytes) {
        return new FetchBackupCopyResult.Wrong(new Finding(
                "size_mismatch", copy.ref() + " has " + bytes + " bytes, but the sealed file had " + copy.bytes()));
    }

    private FetchBackupCopyResult decrypt(InputStream stored, Path file) throws IOException {
        Optional<ReadDecryptionKeysResult> found = keys.get();
        if (found.isEmpty()) {
            return new FetchBackupCopyResult.NotFetched(
                    "no_key",
                    copy.ref()
                            + " is encrypted, but no private key is configured. hint: set"
                            + " holdfast.encryption.identity-file");
        }
        return switch (found.get()) {
            case ReadDecryptionKeysResult.NoIdentities none ->
                new FetchBackupCopyResult.NotFetched("no_key", copy.ref() + " is encrypted: " + none.reason());
            case AgeDecryptionKeys some ->
                switch (AgeFileDecryptor.of(some, stored)) {
                    case DecryptAgeFileResult.Opened plain -> {
                        try (InputStream bytes = plain.plain()) {
                            yield write(bytes, file);
                        } catch (AlteredCiphertextException e) {
                            yield altered("its bytes are not those that were encrypted");
                        }
                    }
                    case DecryptAgeFileResult.NoKey none ->
                        new FetchBackupCopyResult.NotFetched(
                                "no_key",
                                copy.ref()
                                        + " is encrypted, but no private key in holdfast.encryption.identity-file"
                                        + " belongs to a recipient");
                    case DecryptAgeFileResult.Broken broken -> altered(broken.how());
                };
        };
    }

    private FetchBackupCopyResult altered(String how) {
        return new FetchBackupCopyResult.Wrong(
                new Finding("does_not_decrypt", copy.ref() + " cannot be decrypted: " + how));
    }

    private FetchBackupCopyResult write(InputStream plain, Path file) throws IOException {
        try (OutputStream out = created(file)) {
            byte[] piece = new byte[PIECE];
            long bytes = 0;
            for (int n = plain.read(piece); n >= 0; n = plain.read(piece)) {
                put(out, piece, n);
                bytes += n;
                progress.at(RestorePhaseTimer.STAGING, bytes, 0, 0);
                if (progress.isStopped()) {
                    return new FetchBackupCopyResult.NotFetched(
                            "stopped", "the restore was stopped while " + copy.ref() + " was being fetched");
                }
            }
            return new FetchBackupCopyResult.Whole();
        }
    }

    private static void put(OutputStream out, byte[] piece, int length) throws NoRoom {
        try {
            out.write(piece, 0, length);
        } catch (IOException e) {
            throw new NoRoom(e);
        }
    }

    private static OutputStream created(Path file) throws NoRoom {
        try {
            Files.createDirectories(
                    file.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.newOutputStream(file, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new NoRoom(e);
        }
    }

    /** The name is not reliable, because an imported file may have any name. */
    private static boolean isEncrypted(InputStream file) throws IOException {
        file.mark(BEGINNING);
        boolean begins = AgeEncryptedFileHeader.begins(file.readNBytes(BEGINNING));
        file.reset();
        return begins;
    }

    private static final class NoRoom extends IOException {

        private static final long serialVersionUID = 1;

        NoRoom(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
