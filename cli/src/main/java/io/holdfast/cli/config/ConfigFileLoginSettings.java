package io.holdfast.cli.config;

import io.holdfast.postgrestools.ServerLoginSettings;
import io.holdfast.postgrestools.SslMode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The sign-in settings of a server in a settings file.
 *
 * @param prefix prefix of the settings, such as {@code holdfast.databases.app}
 */
record ConfigFileLoginSettings(EffectiveConfigValues values, String prefix) implements ServerLoginSettings {

    private Optional<String> value(String name) {
        return values.value(prefix + "." + name);
    }

    private Optional<Path> path(String name) {
        return values.path(prefix + "." + name);
    }

    @Override
    public Optional<String> password() {
        return value("password");
    }

    @Override
    public Optional<Path> passwordFile() {
        return path("password-file");
    }

    @Override
    public Optional<String> vaultPath() {
        return value("vault-path");
    }

    @Override
    public Optional<String> vaultKey() {
        return value("vault-key");
    }

    @Override
    public Optional<SslMode> sslMode() {
        return value("ssl-mode")
                .flatMap(word -> Arrays.stream(SslMode.values())
                        .filter(mode ->
                                mode.value().equalsIgnoreCase(word.strip().replace('_', '-')))
                        .findFirst());
    }

    @Override
    public Optional<Path> sslRootCertificate() {
        return path("ssl-root-certificate");
    }

    @Override
    public Optional<Path> sslCertificate() {
        return path("ssl-certificate");
    }

    @Override
    public Optional<Path> sslKey() {
        return path("ssl-key");
    }
}
