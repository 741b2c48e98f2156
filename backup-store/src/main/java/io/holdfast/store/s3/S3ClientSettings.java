package io.holdfast.store.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * How a storage is reached.
 *
 * @param endpoint Amazon's own where absent
 * @param pathStyle whether the bucket stands in the path
 * @param stallAfter a request that gets nowhere for so long is given up
 */
public record S3ClientSettings(
        String region,
        Optional<URI> endpoint,
        boolean pathStyle,
        AwsCredentialsProvider credentials,
        Duration stallAfter) {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 3;

    /**
     * A client whose every request ends. Reading has a time limit of its own; what limits writing is the time for one
     * attempt, because a socket that takes no bytes has no other.
     */
    S3Client client() {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(region))
                .credentialsProvider(credentials)
                .forcePathStyle(pathStyle)
                .putAuthScheme(KnownChecksumSigner.scheme())
                // In signed chunks a storage can have all the bytes, answer and hang up before the last, empty chunk is
                // sent.
                .serviceConfiguration(own -> own.chunkedEncodingEnabled(false))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClient(new CheckedFailureHttpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(stallAfter)
                        .build()))
                .overrideConfiguration(all -> all.apiCallAttemptTimeout(stallAfter)
                        .addExecutionInterceptor(new ContentMd5Interceptor())
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .build()));
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }
}
