package io.holdfast.postgrestools;

import java.nio.file.Path;
import java.util.Optional;

/** The settings with which every service authenticates at a PostgreSQL server. */
public interface ServerLoginSettings {

    /** Password of the role. Not needed if the server trusts this host or if a client certificate authenticates the role. */
    Optional<String> password();

    /** File whose first line is the password; use it instead of {@code password}. Read again for each use. */
    Optional<Path> passwordFile();

    /**
     * Path of a secret in HashiCorp Vault (KV version 2, relative to its mount); use it instead of {@code password}. Read again for each
     * use.
     */
    Optional<String> vaultPath();

    /** Key of the password in the Vault secret. Default: {@code password}. */
    Optional<String> vaultKey();

    /** libpq's {@code sslmode}: {@code disable}, {@code allow}, {@code prefer}, {@code require}, {@code verify-ca}, {@code verify-full}. */
    Optional<SslMode> sslMode();

    /** PEM file with trusted certificates, for {@code verify-ca} and {@code verify-full}. */
    Optional<Path> sslRootCertificate();

    /** PEM file with the client certificate, if the server requires one. */
    Optional<Path> sslCertificate();

    /**
     * PEM file (PKCS#8, named {@code .key} or {@code .pem}) with the key of the client certificate. Its mode must be 0600, or 0640 if root
     * owns it.
     */
    Optional<Path> sslKey();
}
