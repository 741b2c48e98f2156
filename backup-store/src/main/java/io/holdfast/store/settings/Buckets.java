package io.holdfast.store.settings;

import io.holdfast.store.Site;
import io.holdfast.store.s3.Access;
import io.holdfast.store.s3.Place;
import io.holdfast.store.s3.S3Bucket;
import io.holdfast.store.s3.WrittenCredentials;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/** From a destination's settings to its bucket. */
final class Buckets {

    private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9._=-]+/)*");

    private Buckets() {}

    /** @throws IllegalArgumentException if the settings cannot be meant; never with a secret in it */
    static S3Bucket bucket(String id, DestinationSettings.OfDestination one) {
        Optional<URI> endpoint = one.endpoint();
        endpoint.filter(uri -> uri.getHost() == null
                        || !String.valueOf(uri.getScheme()).matches("https?"))
                .ifPresent(uri -> {
                    throw new IllegalArgumentException(
                            "destination '" + id + "' has an endpoint that is no http or https address with a host");
                });
        Place place = new Place(
                id,
                new Site(one.medium().orElse("object-storage"), one.offSite().orElse(true)),
                one.bucket().orElseThrow(),
                prefix(id, one.prefix().orElse("")),
                one.objectLock().map(lock -> ObjectLockRetentionMode.valueOf(lock.name())),
                one.archiveClass());
        return new S3Bucket(
                place, new Access(one.region(), endpoint, one.pathStyle(), credentials(id, one), one.stallAfter()));
    }

    private static String prefix(String id, String prefix) {
        String whole = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
        if (!PREFIX.matcher(whole).matches()) {
            throw new IllegalArgumentException("destination '" + id + "' has the prefix '" + prefix
                    + "': it must consist of letters, digits, '.', '_', '=', '-' and '/', without a '/' in front");
        }
        return whole;
    }

    private static AwsCredentialsProvider credentials(String id, DestinationSettings.OfDestination one) {
        boolean hasSecret = one.secretKey().isPresent() || one.secretKeyFile().isPresent();
        if (one.accessKey().isPresent() != hasSecret) {
            throw new IllegalArgumentException("destination '" + id
                    + "' has half of its credentials: set access-key and one of secret-key and secret-key-file, or none"
                    + " of them to use what the SDK finds");
        }
        if (one.secretKey().isPresent() && one.secretKeyFile().isPresent()) {
            throw new IllegalArgumentException(
                    "destination '" + id + "' has both a secret-key and a secret-key-file: set one of them");
        }
        return one.accessKey()
                .map(access -> one.secretKeyFile()
                        .map(file -> WrittenCredentials.of(access, file, one.sessionToken()))
                        .orElseGet(() ->
                                WrittenCredentials.of(access, one.secretKey().orElseThrow(), one.sessionToken())))
                .<AwsCredentialsProvider>map(written -> written)
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }
}
