package io.holdfast.verify.storage;

import io.holdfast.store.age.AgeDecryptionKeys;
import io.holdfast.store.age.ReadDecryptionKeysResult;
import io.holdfast.verify.settings.VerifySettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the private keys. The file is read for every use, so a rotated key takes effect at once. */
@ApplicationScoped
public class DecryptionKeyFileReader {

    private final Optional<Path> file;

    public DecryptionKeyFileReader(VerifySettings settings) {
        this.file = settings.encryption().identityFile();
    }

    /** Whether this service is configured to decrypt backups. */
    public boolean isConfigured() {
        return file.isPresent();
    }

    /** Empty if no file is configured. */
    public Optional<ReadDecryptionKeysResult> identities() {
        return file.map(AgeDecryptionKeys::from);
    }
}
