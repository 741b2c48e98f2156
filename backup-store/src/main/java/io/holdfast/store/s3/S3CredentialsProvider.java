package io.holdfast.store.s3;

import io.holdfast.events.secret.SecretFileReader;
import io.holdfast.events.secret.UnusableSecretFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkException;

/** Credentials from the configuration. Every request reads them again, so that a rotated file is effective immediately. */
public final class S3CredentialsProvider implements AwsCredentialsProvider {

    private final String accessKey;
    private final Supplier<String> secretKey;
    private final Optional<String> sessionToken;

    private S3CredentialsProvider(String accessKey, Supplier<String> secretKey, Optional<String> sessionToken) {
        this.accessKey = accessKey;
        this.secretKey = secretKey;
        this.sessionToken = sessionToken;
    }

    public static S3CredentialsProvider of(String accessKey, String secretKey, Optional<String> sessionToken) {
        return new S3CredentialsProvider(accessKey, () -> secretKey, sessionToken);
    }

    /** @param secretKeyFile its first line is the secret key */
    public static S3CredentialsProvider of(String accessKey, Path secretKeyFile, Optional<String> sessionToken) {
        return new S3CredentialsProvider(accessKey, () -> firstLine(secretKeyFile), sessionToken);
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
            return SecretFileReader.firstLine(file).strip();
        } catch (UnusableSecretFileException e) {
            throw new NoSecretKey(e);
        }
    }

    /** The secret key file contains no usable key. The message names the file. */
    static final class NoSecretKey extends SdkException {

        private static final long serialVersionUID = 1L;

        NoSecretKey(UnusableSecretFileException cause) {
            super(SdkException.builder()
                    .message("the secret key file " + cause.problem())
                    .cause(cause));
        }
    }

    @Override
    public String toString() {
        return "S3CredentialsProvider";
    }
}
