package io.holdfast.cli.config;

import io.holdfast.postgrestools.PasswordUnavailableException;
import io.holdfast.postgrestools.SecretVault;

/** The services read HashiCorp Vault with identities of their own, which this command does not have. */
enum UnreadableVaultPasswords implements SecretVault {
    INSTANCE;

    @Override
    public String read(String path, String key) throws PasswordUnavailableException {
        throw new PasswordUnavailableException(
                "The password is in Vault, which this command does not read.",
                "After the start, 'holdfast doctor' checks the sign-in.");
    }
}
