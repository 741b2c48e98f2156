package io.holdfast.postgrestools;

import java.util.Optional;

/** With what one server is signed in to. The password is asked for anew at every use, so that a rotated one is noticed. */
public final class ServerCredentials {

    private final PasswordSource password;
    private final TlsSettings tls;

    private ServerCredentials(PasswordSource password, TlsSettings tls) {
        this.password = password;
        this.tls = tls;
    }

    /**
     * @param prefix of the settings, for messages, such as {@code holdfast.databases.app}
     * @throws IllegalArgumentException if they contradict each other
     */
    public static ServerCredentials of(String prefix, SignInSettings settings, SecretVault vault) {
        if (settings.sslCertificate().isPresent() != settings.sslKey().isPresent()) {
            throw new IllegalArgumentException(
                    prefix + ": ssl-certificate and ssl-key belong together. Set both or none.");
        }
        if (settings.sslKey().filter(file -> !PrivateKeyFile.isWellNamed(file)).isPresent()) {
            throw new IllegalArgumentException(prefix + ".ssl-key must be a PEM file named .key or .pem. Rename it.");
        }
        return new ServerCredentials(
                PasswordSource.of(prefix, settings, vault),
                new TlsSettings(
                        settings.sslMode(),
                        settings.sslRootCertificate(),
                        settings.sslCertificate(),
                        settings.sslKey()));
    }

    /** @throws PasswordUnavailableException if whoever keeps the password does not give it */
    public DatabaseConnection on(DatabaseConnection plain) throws PasswordUnavailableException {
        DatabaseConnection secured = plain.withTls(tls);
        Optional<Secret> secret = password.read();
        return secret.map(secured::withPassword).orElse(secured);
    }
}
