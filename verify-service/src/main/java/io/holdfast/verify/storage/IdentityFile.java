package io.holdfast.verify.storage;

import io.holdfast.store.age.AgeIdentities;
import io.holdfast.store.age.IdentityResult;
import io.holdfast.verify.settings.VerifySettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Optional;

/** The private keys, read anew for every use, so that a rotated one is noticed. */
@ApplicationScoped
public class IdentityFile {

    private final Optional<Path> file;

    public IdentityFile(VerifySettings settings) {
        this.file = settings.encryption().identityFile();
    }

    /** Whether this service is meant to open encrypted backups at all. */
    public boolean isConfigured() {
        return file.isPresent();
    }

    /** Empty where none are configured. */
    public Optional<IdentityResult> identities() {
        return file.map(AgeIdentities::from);
    }
}
