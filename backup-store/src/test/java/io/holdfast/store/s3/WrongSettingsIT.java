package io.holdfast.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.store.DestinationUnavailableResult;
import io.holdfast.store.FreeSpace;
import io.holdfast.store.SampleArtifacts;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.SdkGlobalTime;

/** Invalid settings: one sentence for each, without a secret or an address. */
class WrongSettingsIT {

    private static final String CREDENTIALS = "'offsite' does not accept the credentials: check"
            + " holdfast.destinations.offsite.access-key and .secret-key";

    private final String name = S3TestStorage.newBucket();

    @Test
    void a_wrong_secret_key_is_reported() {
        assertSays(
                bucket(S3CredentialsProvider.of(S3TestStorage.SERVER.accessKey(), "wrong", Optional.empty())),
                CREDENTIALS);
    }

    @Test
    void an_unknown_access_key_is_reported() {
        assertSays(bucket(S3CredentialsProvider.of("WRONG", "wrong", Optional.empty())), CREDENTIALS);
    }

    @Test
    void a_missing_bucket_is_reported_and_proves_no_absence() {
        S3Bucket bucket = S3TestStorage.bucket("b-nowhere");

        assertSays(
                bucket,
                "'offsite' does not have this bucket: create it, or check holdfast.destinations.offsite.bucket, .region and"
                        + " .endpoint");
        assertThat(bucket.open(SampleArtifacts.KEY)).isInstanceOf(DestinationUnavailableResult.class);
        assertThat(bucket.sweep(SampleArtifacts.NAME)).isInstanceOf(DestinationUnavailableResult.class);
        assertThat(bucket.delete(SampleArtifacts.KEY)).isInstanceOf(DestinationUnavailableResult.class);
    }

    @Test
    void an_unresolvable_name_is_reported() {
        S3Bucket bucket = new S3Bucket(
                S3TestStorage.location(name),
                S3TestStorage.settings(URI.create("http://storage.nowhere.invalid:9000")));

        assertSays(
                bucket,
                "'offsite' cannot be found: DNS cannot resolve its host; check holdfast.destinations.offsite.endpoint,"
                        + " .path-style and .region");
    }

    @Test
    void a_secret_that_cannot_be_read_is_told(@TempDir Path folder) {
        assertSays(
                bucket(S3CredentialsProvider.of("KEY", folder.resolve("absent"), Optional.empty())),
                "'offsite' has no secret key: check that secret-key-file can be read, and that its first line is the key");
    }

    @Test
    void a_secret_in_a_file_is_read_anew_for_each_use(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), "wrong\n");
        S3Bucket bucket = bucket(S3CredentialsProvider.of(S3TestStorage.SERVER.accessKey(), file, Optional.empty()));
        assertThat(bucket.freeSpace()).isInstanceOf(DestinationUnavailableResult.class);

        Files.writeString(file, S3TestStorage.SERVER.secretKey() + "\nsomething else\n");

        assertThat(bucket.freeSpace()).isInstanceOf(FreeSpace.Free.class);
    }

    /** The storage refuses the first request and returns its time; the SDK uses that time from then on. */
    @Test
    void a_wrong_clock_of_this_host_does_not_keep_backups_from_the_bucket() {
        int before = SdkGlobalTime.getGlobalTimeOffset();
        try {
            SdkGlobalTime.setGlobalTimeOffset((int) Duration.ofHours(7).toSeconds());

            assertThat(S3TestStorage.bucket(name).freeSpace()).isInstanceOf(FreeSpace.Free.class);
        } finally {
            SdkGlobalTime.setGlobalTimeOffset(before);
        }
    }

    private S3Bucket bucket(AwsCredentialsProvider credentials) {
        return new S3Bucket(
                S3TestStorage.location(name),
                new S3ClientSettings(
                        "us-east-1",
                        Optional.of(S3TestStorage.SERVER.endpoint()),
                        true,
                        credentials,
                        S3TestStorage.STALL));
    }

    private static void assertSays(S3Bucket bucket, String sentence) {
        assertThat(bucket.freeSpace()).isEqualTo(new DestinationUnavailableResult(sentence));
        assertThat(bucket.stat(SampleArtifacts.KEY)).isEqualTo(new DestinationUnavailableResult(sentence));
        assertThat(bucket.begin(SampleArtifacts.NAME)).isEqualTo(new DestinationUnavailableResult(sentence));
        assertThat(bucket.list()).isEqualTo(new DestinationUnavailableResult(sentence));
    }
}
