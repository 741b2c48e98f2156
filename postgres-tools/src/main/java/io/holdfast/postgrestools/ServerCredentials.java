package io.holdfast.postgrestools;

import java.util.Optional;

/** The credentials for one server. Each use reads the password again, so that a rotated password is effective. */
public final class ServerCredentials {

    private final PasswordSource password;
    private final TlsSettings tls;

    private ServerCredentials(PasswordSource password, TlsSettings tls) {
        this.password = password;
        this.tls = tls;
    }

    /**
     * @param prefix prefix of the settings, for messages, such as {@code holdfast.databases.app}
     * @throws IllegalArgumentException if the settings contradict each other
     */
    public static ServerCredentials of(String prefix, ServerLoginSettings settings, SecretVault vault) {
        if (settings.sslCertificate().isPresent() != settings.sslKey().isPresent()) {
            throw new IllegalArgumentException(prefix
                    + ": ssl-certificate requires ssl-key, and ssl-key requires ssl-certificate. Set both or none.");
        }
        if (settings.sslKey()
                .filter(file -> !PrivateKeyFileReader.isWellNamed(file))
                .isPresent()) {
            throw new IllegalArgumentException(
                    prefix + ".ssl-key must be a PEM file whose name ends with .key or .pem. Rename the file.");
        }
        return new ServerCredentials(
                PasswordSource.of(prefix, settings, vault),
                new TlsSettings(
                        settings.sslMode(),
                        settings.sslRootCertificate(),
                        settings.sslCertificate(),
                        settings.sslKey()));
    }

    /** @throws PasswordUnavailableException if the password cannot be read */
    public DatabaseConnection on(DatabaseConnection plain) throws PasswordUnavailableException {
        DatabaseConnection secured = plain.withTls(tls);
        Optional<Secret> secret = password.read();
        return secret.map(secured::withPassword).orElse(secured);
    }
}
