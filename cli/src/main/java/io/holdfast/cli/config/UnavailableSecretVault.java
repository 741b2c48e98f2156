package io.holdfast.cli.config;

import io.holdfast.postgrestools.PasswordUnavailableException;
import io.holdfast.postgrestools.SecretVault;

/** Passwords in HashiCorp Vault. The services read them with their own identities, which this command does not have. */
enum UnavailableSecretVault implements SecretVault {
    INSTANCE;

    @Override
    public String read(String path, String key) throws PasswordUnavailableException {
        throw new PasswordUnavailableException(
                "The password is in Vault, and this command does not read Vault.",
                "After you have started the services, run 'holdfast doctor' to check the sign-in.");
    }
}
