package io.holdfast.store.settings;

import io.holdfast.store.FailureDomain;
import io.holdfast.store.s3.S3Bucket;
import io.holdfast.store.s3.S3BucketSettings;
import io.holdfast.store.s3.S3ClientSettings;
import io.holdfast.store.s3.S3CredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/** Creates the bucket of a destination from its settings. */
final class BucketFactory {

    private BucketFactory() {}

    /** @throws IllegalArgumentException if the settings are not valid; never with a secret in its message */
    static S3Bucket bucket(String id, DestinationSettings.OfDestination one) {
        BucketEndpointSettings address = BucketEndpointSettings.of(id, one);
        S3BucketSettings location = new S3BucketSettings(
                id,
                new FailureDomain(
                        one.medium().orElse("object-storage"), one.offSite().orElse(true)),
                address.bucket(),
                address.prefix(),
                one.objectLock().map(lock -> ObjectLockRetentionMode.valueOf(lock.name())),
                one.archiveClass());
        return new S3Bucket(
                location,
                new S3ClientSettings(
                        address.region(),
                        address.endpoint(),
                        address.pathStyle(),
                        credentials(id, one),
                        one.stallAfter()));
    }

    private static AwsCredentialsProvider credentials(String id, DestinationSettings.OfDestination one) {
        boolean hasSecret = one.secretKey().isPresent() || one.secretKeyFile().isPresent();
        if (one.accessKey().isPresent() != hasSecret) {
            throw new IllegalArgumentException("destination '" + id
                    + "' has incomplete credentials: set access-key and one of secret-key and secret-key-file, or none"
                    + " of them to use the SDK's default sources");
        }
        if (one.secretKey().isPresent() && one.secretKeyFile().isPresent()) {
            throw new IllegalArgumentException(
                    "destination '" + id + "' has both secret-key and secret-key-file: set only one of them");
        }
        return one.accessKey()
                .map(access -> one.secretKeyFile()
                        .map(file -> S3CredentialsProvider.of(access, file, one.sessionToken()))
                        .orElseGet(() ->
                                S3CredentialsProvider.of(access, one.secretKey().orElseThrow(), one.sessionToken())))
                .<AwsCredentialsProvider>map(written -> written)
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }
}
