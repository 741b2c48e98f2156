package io.holdfast.restoreengine.archive;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.Finding;
import io.holdfast.restoreengine.contents.ArchiveDecodeResult;
import io.holdfast.store.age.AgeDecryptionKeys;
import io.holdfast.store.age.AgeEncryptedFileHeader;
import io.holdfast.store.age.AgeFileDecryptor;
import io.holdfast.store.age.DecryptAgeFileResult;
import io.holdfast.store.age.ReadDecryptionKeysResult;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Reads archives that are age files. It decrypts them if a key is configured, and otherwise checks what is possible without a
 * key.
 */
public final class EncryptedArchiveReader {

    private final Supplier<Optional<ReadDecryptionKeysResult>> keys;

    /** @param keys supplies the keys; read for every use, so that a rotated key takes effect; empty if none are configured */
    public EncryptedArchiveReader(Supplier<Optional<ReadDecryptionKeysResult>> keys) {
        this.keys = keys;
    }

    /** Processes the plain bytes. */
    public interface Reader {

        ArchiveDecodeResult read(InputStream plain) throws IOException;
    }

    /** @throws IOException if the file cannot be read, which proves nothing about its contents */
    public ArchiveDecodeResult open(BackupCopyRecord copy, InputStream file, Reader reader) throws IOException {
        Optional<ReadDecryptionKeysResult> found = keys.get();
        if (found.isEmpty()) {
            return withoutKey(
                    copy,
                    file,
                    "no private key is configured. hint: set holdfast.encryption.identity-file for this service, or"
                            + " holdfast.databases.<id>.trusted-level=L1 if checksums are sufficient");
        }
        return switch (found.get()) {
            case ReadDecryptionKeysResult.NoIdentities none ->
                new ArchiveDecodeResult.NoKey(copy.ref() + " is encrypted: " + none.reason(), true);
            case AgeDecryptionKeys some -> open(copy, file, some, reader);
        };
    }

    /**
     * The plain bytes of a file that was decrypted before.
     *
     * @throws IOException if it cannot be read, or no key matches any more
     */
    public InputStream plain(InputStream file) throws IOException {
        if (keys.get().orElse(null) instanceof AgeDecryptionKeys some
                && AgeFileDecryptor.of(some, file) instanceof DecryptAgeFileResult.Opened opened) {
            return opened.plain();
        }
        throw new IOException("it cannot be decrypted any more");
    }

    private static ArchiveDecodeResult open(
            BackupCopyRecord copy, InputStream file, AgeDecryptionKeys some, Reader reader) throws IOException {
        return switch (AgeFileDecryptor.of(some, file)) {
            case DecryptAgeFileResult.Opened opened -> {
                try (InputStream plain = opened.plain()) {
                    yield reader.read(plain);
                }
            }
            case DecryptAgeFileResult.NoKey none ->
                new ArchiveDecodeResult.NoKey(
                        ("%s is encrypted to %d recipients, but no private key in holdfast.encryption.identity-file"
                                        + " belongs to any of them")
                                .formatted(copy.ref(), none.recipients()),
                        true);
            case DecryptAgeFileResult.Broken broken -> doesNotDecrypt(copy, broken.how());
        };
    }

    /** Without a key, only the format of the header and the length of the file can be checked. */
    private static ArchiveDecodeResult withoutKey(BackupCopyRecord copy, InputStream file, String why)
            throws IOException {
        Optional<AgeEncryptedFileHeader> header = AgeEncryptedFileHeader.parse(file);
        OptionalLong plain = header.map(found -> found.plainBytes(copy.bytes())).orElse(OptionalLong.empty());
        if (plain.isEmpty()) {
            return doesNotDecrypt(copy, "it is not a complete file in age format");
        }
        return new ArchiveDecodeResult.NoKey(
                "%s is encrypted to %d recipients: %s"
                        .formatted(copy.ref(), header.orElseThrow().recipients().size(), why),
                false);
    }

    static ArchiveDecodeResult doesNotDecrypt(BackupCopyRecord copy, String how) {
        return new ArchiveDecodeResult.Undecodable(
                new Finding("does_not_decrypt", copy.ref() + " cannot be decrypted: " + how));
    }
}
