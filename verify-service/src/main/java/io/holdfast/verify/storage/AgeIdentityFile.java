package io.holdfast.verify.storage;

import io.holdfast.store.age.AgeIdentities;
import io.holdfast.store.age.AgeIdentityResult;
import io.holdfast.verify.settings.VerifySettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Optional;

/** The private keys. The file is read for every use, so a rotated key takes effect at once. */
@ApplicationScoped
public class AgeIdentityFile {

    private final Optional<Path> file;

    public AgeIdentityFile(VerifySettings settings) {
        this.file = settings.encryption().identityFile();
    }

    /** Whether this service is configured to decrypt backups. */
    public boolean isConfigured() {
        return file.isPresent();
    }

    /** Empty if no file is configured. */
    public Optional<AgeIdentityResult> identities() {
        return file.map(AgeIdentities::from);
    }
}
