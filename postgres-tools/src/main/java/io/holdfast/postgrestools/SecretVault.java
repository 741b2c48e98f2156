package io.holdfast.postgrestools;

/** A store of passwords, such as HashiCorp Vault. */
public interface SecretVault {

    /** @throws PasswordUnavailableException if the store is unavailable or sealed, refuses access, or lacks the secret */
    String read(String path, String key) throws PasswordUnavailableException;
}
