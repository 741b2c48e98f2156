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
 * The connection settings of a storage.
 *
 * @param endpoint Amazon's own if absent
 * @param pathStyle whether the bucket is part of the path
 * @param stallAfter time after which a request without progress is aborted
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
     * A client whose requests always end. Reads have a time limit of their own. Writes are limited by the time for one attempt, because a
     * blocked socket write has no other limit.
     */
    S3Client client() {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(region))
                .credentialsProvider(credentials)
                .forcePathStyle(pathStyle)
                .putAuthScheme(PrecomputedHashRequestSigner.scheme())
                // With signed chunks, a storage can respond and close the connection when it has all the bytes, before
                // the last, empty
                // chunk is sent.
                .serviceConfiguration(own -> own.chunkedEncodingEnabled(false))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClient(new ExceptionTranslatingHttpClient(UrlConnectionHttpClient.builder()
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
