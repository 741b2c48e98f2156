package io.holdfast.postgrestools;

/** Somebody who keeps passwords for others and hands them out on request, such as HashiCorp Vault. */
public interface SecretVault {

    /** @throws PasswordUnavailableException if it is away, sealed, refuses, or has no such secret */
    String read(String path, String key) throws PasswordUnavailableException;
}
