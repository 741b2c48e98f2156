package io.holdfast.credentials;

import io.holdfast.postgrestools.PasswordUnavailableException;
import io.holdfast.postgrestools.SecretVault;
import io.quarkus.vault.VaultKVSecretEngine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Secrets of HashiCorp Vault's key-value store, asked for at each use and never kept. Where and how to sign in are Quarkus' own
 * settings ({@code quarkus.vault.*}); without an address nothing of it is even made.
 */
@ApplicationScoped
class HashicorpVault implements SecretVault {

    private static final Logger LOG = Logger.getLogger(HashicorpVault.class);

    private final Instance<VaultKVSecretEngine> engine;
    private final Optional<String> address;

    HashicorpVault(
            Instance<VaultKVSecretEngine> engine,
            @ConfigProperty(name = "quarkus.vault.url") Optional<String> address) {
        this.engine = engine;
        this.address = address;
    }

    @Override
    public String read(String path, String key) throws PasswordUnavailableException {
        if (address.isEmpty()) {
            throw new PasswordUnavailableException(
                    "A password is configured to lie in Vault, and no Vault is configured.",
                    "Set quarkus.vault.url and how to sign in, or use password-file instead of vault-path.");
        }
        String value = secret(path).get(key);
        if (value == null) {
            throw new PasswordUnavailableException(
                    "The secret '" + path + "' in Vault has no value '" + key + "'.", "Check vault-key.");
        }
        return value;
    }

    private Map<String, String> secret(String path) throws PasswordUnavailableException {
        try {
            return engine.get().readSecret(path);
        } catch (RuntimeException e) {
            // Whatever the client's layers throw, nobody was refused by a database.
            VaultErrorDiagnosis trouble = VaultErrorDiagnosis.of(path, e);
            LOG.warnf("Vault at %s: %s (%s)", address.orElse(""), trouble.problem(), trouble.kind());
            throw new PasswordUnavailableException(trouble.problem(), trouble.hint());
        }
    }
}
