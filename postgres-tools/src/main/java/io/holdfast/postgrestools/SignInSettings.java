package io.holdfast.postgrestools;

import java.nio.file.Path;
import java.util.Optional;

/** The settings by which every service signs in to a PostgreSQL server, whatever it wants there. */
public interface SignInSettings {

    /** Of the role; none where the server trusts this host, or a client certificate signs in. */
    Optional<String> password();

    /** File whose first line is the password, instead of {@link #password()}; read anew for every use. */
    Optional<Path> passwordFile();

    /** Path of a secret in HashiCorp Vault (KV version 2, below its mount), instead of {@link #password()}; read anew for every use. */
    Optional<String> vaultPath();

    /** Which value of that secret is the password; {@code password} where absent. */
    Optional<String> vaultKey();

    /** libpq's {@code sslmode}: {@code disable}, {@code allow}, {@code prefer}, {@code require}, {@code verify-ca}, {@code verify-full}. */
    Optional<SslMode> sslMode();

    /** PEM file of trusted certificates, for {@code verify-ca} and {@code verify-full}. */
    Optional<Path> sslRootCertificate();

    /** PEM file with this client's certificate, where the server asks for one. */
    Optional<Path> sslCertificate();

    /** PEM file (PKCS#8, named {@code .key} or {@code .pem}) with that certificate's key: mode 0600, or 0640 where root owns it. */
    Optional<Path> sslKey();
}
