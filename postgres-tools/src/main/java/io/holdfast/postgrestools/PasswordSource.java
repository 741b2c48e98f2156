package io.holdfast.postgrestools;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The source of a password. Only one source is allowed, so that nobody rotates a password that is not used. */
sealed interface PasswordSource {

    String USUAL_KEY = "password";

    /** @throws PasswordUnavailableException if the password cannot be read */
    Optional<Secret> read() throws PasswordUnavailableException;

    /** The server trusts this host, or requires a client certificate. */
    record Nowhere() implements PasswordSource {

        @Override
        public Optional<Secret> read() {
            return Optional.empty();
        }
    }

    record Plain(Secret secret) implements PasswordSource {

        @Override
        public Optional<Secret> read() {
            return Optional.of(secret);
        }
    }

    /** @param setting name of the setting, for messages */
    record InFile(String setting, Path file) implements PasswordSource {

        @Override
        public Optional<Secret> read() throws PasswordUnavailableException {
            try {
                return Optional.of(Secret.of(PostgresSecretFileReader.firstLine(file)));
            } catch (PostgresSecretFileException e) {
                throw new PasswordUnavailableException(
                        "The password file " + e.problem() + ".",
                        "Check " + setting
                                + ". This service's user must be able to read the file, and its first line must be the"
                                + " password in UTF-8.");
            }
        }
    }

    record InVault(SecretVault vault, String path, String key) implements PasswordSource {

        @Override
        public Optional<Secret> read() throws PasswordUnavailableException {
            return Optional.of(Secret.of(vault.read(path, key)));
        }
    }

    /** @throws IllegalArgumentException if more than one source is configured, or a password lost characters */
    static PasswordSource of(String prefix, ServerLoginSettings settings, SecretVault vault) {
        List<PasswordSource> configured = Stream.<Optional<PasswordSource>>of(
                        settings.password()
                                .map(value -> SettingDecodingCheck.required(prefix + ".password", value))
                                .map(Secret::of)
                                .map(Plain::new),
                        settings.passwordFile().map(file -> new InFile(prefix + ".password-file", file)),
                        settings.vaultPath()
                                .map(path -> new InVault(
                                        vault, path, settings.vaultKey().orElse(USUAL_KEY))))
                .flatMap(Optional::stream)
                .toList();
        if (configured.size() > 1) {
            throw new IllegalArgumentException(prefix
                    + ": the password is configured more than once. Set only one of password, password-file and"
                    + " vault-path.");
        }
        return configured.isEmpty() ? new Nowhere() : configured.getFirst();
    }
}
