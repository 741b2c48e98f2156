package io.holdfast.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.store.Room;
import io.holdfast.store.Sample;
import io.holdfast.store.Unavailable;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.SdkGlobalTime;

/** What somebody has written into the settings that cannot be right: one sentence each, without a secret or an address. */
class WrongSettingsIT {

    private static final String CREDENTIALS = "'offsite' does not accept the credentials: check"
            + " holdfast.destinations.offsite.access-key and .secret-key";

    private final String name = Storage.newBucket();

    @Test
    void a_wrong_secret_key_is_told() {
        assertSays(bucket(WrittenCredentials.of(Storage.SERVER.accessKey(), "wrong", Optional.empty())), CREDENTIALS);
    }

    @Test
    void an_unknown_access_key_is_told() {
        assertSays(bucket(WrittenCredentials.of("WRONG", "wrong", Optional.empty())), CREDENTIALS);
    }

    @Test
    void a_missing_bucket_is_told_and_nothing_is_concluded_from_it() {
        S3Bucket bucket = Storage.bucket("b-nowhere");

        assertSays(
                bucket,
                "'offsite' has no such bucket: create it, or check holdfast.destinations.offsite.bucket, .region and"
                        + " .endpoint");
        assertThat(bucket.open(Sample.KEY)).isInstanceOf(Unavailable.class);
        assertThat(bucket.sweep(Sample.NAME)).isInstanceOf(Unavailable.class);
        assertThat(bucket.delete(Sample.KEY)).isInstanceOf(Unavailable.class);
    }

    @Test
    void a_name_that_nobody_knows_is_told() {
        S3Bucket bucket =
                new S3Bucket(Storage.place(name), Storage.access(URI.create("http://storage.nowhere.invalid:9000")));

        assertSays(
                bucket,
                "'offsite' cannot be found: DNS does not know its host; check holdfast.destinations.offsite.endpoint,"
                        + " .path-style and .region");
    }

    @Test
    void a_secret_that_cannot_be_read_is_told(@TempDir Path folder) {
        assertSays(
                bucket(WrittenCredentials.of("KEY", folder.resolve("absent"), Optional.empty())),
                "'offsite' has no secret key: check that the file of secret-key-file can be read, and that its first line is the key");
    }

    @Test
    void a_secret_in_a_file_is_read_anew_for_each_use(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), "wrong\n");
        S3Bucket bucket = bucket(WrittenCredentials.of(Storage.SERVER.accessKey(), file, Optional.empty()));
        assertThat(bucket.room()).isInstanceOf(Unavailable.class);

        Files.writeString(file, Storage.SERVER.secretKey() + "\nsomething else\n");

        assertThat(bucket.room()).isInstanceOf(Room.Free.class);
    }

    /** The storage refuses the first request and says its time; the SDK goes by that from then on. */
    @Test
    void a_wrong_clock_of_this_host_does_not_keep_backups_from_the_bucket() {
        int before = SdkGlobalTime.getGlobalTimeOffset();
        try {
            SdkGlobalTime.setGlobalTimeOffset((int) Duration.ofHours(7).toSeconds());

            assertThat(Storage.bucket(name).room()).isInstanceOf(Room.Free.class);
        } finally {
            SdkGlobalTime.setGlobalTimeOffset(before);
        }
    }

    private S3Bucket bucket(AwsCredentialsProvider credentials) {
        return new S3Bucket(
                Storage.place(name),
                new Access("us-east-1", Optional.of(Storage.SERVER.endpoint()), true, credentials, Storage.STALL));
    }

    private static void assertSays(S3Bucket bucket, String sentence) {
        assertThat(bucket.room()).isEqualTo(new Unavailable(sentence));
        assertThat(bucket.look(Sample.KEY)).isEqualTo(new Unavailable(sentence));
        assertThat(bucket.begin(Sample.NAME)).isEqualTo(new Unavailable(sentence));
        assertThat(bucket.list()).isEqualTo(new Unavailable(sentence));
    }
}
