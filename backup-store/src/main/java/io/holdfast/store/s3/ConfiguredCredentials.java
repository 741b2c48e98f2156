package io.holdfast.store.s3;

import io.holdfast.events.secret.SecretFile;
import io.holdfast.events.secret.UnusableSecretFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkException;

/** Credentials from the configuration; asked for anew by every request, so that a rotated file is heeded at once. */
public final class ConfiguredCredentials implements AwsCredentialsProvider {

    private final String accessKey;
    private final Supplier<String> secretKey;
    private final Optional<String> sessionToken;

    private ConfiguredCredentials(String accessKey, Supplier<String> secretKey, Optional<String> sessionToken) {
        this.accessKey = accessKey;
        this.secretKey = secretKey;
        this.sessionToken = sessionToken;
    }

    public static ConfiguredCredentials of(String accessKey, String secretKey, Optional<String> sessionToken) {
        return new ConfiguredCredentials(accessKey, () -> secretKey, sessionToken);
    }

    /** @param secretKeyFile its first line is the secret key */
    public static ConfiguredCredentials of(String accessKey, Path secretKeyFile, Optional<String> sessionToken) {
        return new ConfiguredCredentials(accessKey, () -> firstLine(secretKeyFile), sessionToken);
    }

    @Override
    public AwsCredentials resolveCredentials() {
        String secret = secretKey.get();
        return sessionToken
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(accessKey, secret, token))
                .orElseGet(() -> AwsBasicCredentials.create(accessKey, secret));
    }

    private static String firstLine(Path file) {
        try {
            return SecretFile.firstLine(file).strip();
        } catch (UnusableSecretFile e) {
            throw new NoSecretKey(e);
        }
    }

    /** The file with the secret key holds none that can be used; the message names it. */
    static final class NoSecretKey extends SdkException {

        private static final long serialVersionUID = 1L;

        NoSecretKey(UnusableSecretFile cause) {
            super(SdkException.builder()
                    .message("the file with the secret key, " + cause.problem())
                    .cause(cause));
        }
    }

    @Override
    public String toString() {
        return "ConfiguredCredentials";
    }
}
