package io.holdfast.postgrestools;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Settings as an operator could write them. */
record GivenSignInSettings(
        Optional<String> password,
        Optional<Path> passwordFile,
        Optional<String> vaultPath,
        Optional<String> vaultKey,
        Optional<SslMode> sslMode,
        Optional<Path> sslRootCertificate,
        Optional<Path> sslCertificate,
        Optional<Path> sslKey)
        implements ServerLoginSettings {

    static GivenSignInSettings password(@Nullable String plain, @Nullable Path file, @Nullable String vaultPath) {
        return new GivenSignInSettings(
                Optional.ofNullable(plain),
                Optional.ofNullable(file),
                Optional.ofNullable(vaultPath),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    GivenSignInSettings withKey(String name) {
        return new GivenSignInSettings(
                password,
                passwordFile,
                vaultPath,
                Optional.of(name),
                sslMode,
                sslRootCertificate,
                sslCertificate,
                sslKey);
    }

    GivenSignInSettings withTls(SslMode mode, Path root, @Nullable Path certificate, @Nullable Path key) {
        return new GivenSignInSettings(
                password,
                passwordFile,
                vaultPath,
                vaultKey,
                Optional.of(mode),
                Optional.of(root),
                Optional.ofNullable(certificate),
                Optional.ofNullable(key));
    }
}
