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
 * Reads secrets from HashiCorp Vault's key-value store at each use, and never caches them. Quarkus' own settings
 * ({@code quarkus.vault.*}) contain the address and the authentication. Without an address, no Vault client is created.
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
                    "vault-path is set, but no Vault is configured.",
                    "Set quarkus.vault.url and quarkus.vault.authentication.*, or use password-file instead of vault-path.");
        }
        String value = secret(path).get(key);
        if (value == null) {
            throw new PasswordUnavailableException(
                    "The secret '" + path + "' in Vault has no key '" + key + "'.", "Check vault-key.");
        }
        return value;
    }

    private Map<String, String> secret(String path) throws PasswordUnavailableException {
        try {
            return engine.get().readSecret(path);
        } catch (RuntimeException e) {
            // Any exception of the Vault client means that no database has refused the role.
            VaultErrorDiagnosis trouble = VaultErrorDiagnosis.of(path, e);
            LOG.warnf("Vault at %s: %s (%s)", address.orElse(""), trouble.problem(), trouble.kind());
            throw new PasswordUnavailableException(trouble.problem(), trouble.hint());
        }
    }
}
