package io.holdfast.store.s3;

import static io.holdfast.store.Sample.KEY;
import static io.holdfast.store.Sample.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.holdfast.store.Aborting;
import io.holdfast.store.Beginning;
import io.holdfast.store.Companion;
import io.holdfast.store.Deletion;
import io.holdfast.store.Finishing;
import io.holdfast.store.Listing;
import io.holdfast.store.Look;
import io.holdfast.store.Lost;
import io.holdfast.store.Missing;
import io.holdfast.store.Opening;
import io.holdfast.store.Rehash;
import io.holdfast.store.Rehashed;
import io.holdfast.store.Remains;
import io.holdfast.store.Room;
import io.holdfast.store.Sample;
import io.holdfast.store.Sealing;
import io.holdfast.store.Stored;
import io.holdfast.store.Terms;
import io.holdfast.store.Writing;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

class S3BucketIT {

    private static final Finishing.Durable DURABLE = new Finishing.Durable(Sample.BYTES.length, Sample.sum());

    private final S3Bucket bucket = Storage.bucket();

    @Test
    void what_is_sealed_is_listed_read_and_deleted() throws IOException {
        assertThat(bucket.room()).isInstanceOf(Room.Free.class);
        seal(Sample.BYTES);

        assertThat(bucket.list())
                .asInstanceOf(type(Listing.Listed.class))
                .satisfies(listed -> assertThat(listed.files())
                        .extracting(Stored::fileName)
                        .containsExactly(KEY.value(), KEY + ".manifest.json", KEY + ".roles.sql", KEY + ".sha256"));
        assertThat(bucket.look(KEY)).isInstanceOf(Look.There.class);
        assertThat(Rehash.of(bucket, KEY)).isEqualTo(new Rehashed.Hashed(KEY, Sample.BYTES.length, Sample.sum()));
        assertThat(bucket.delete(KEY)).isEqualTo(new Deletion.Deleted(KEY));
        assertThat(bucket.list()).isEqualTo(new Listing.Listed(List.of()));
        assertThat(bucket.delete(KEY)).isEqualTo(new Deletion.AlreadyGone(KEY));
    }

    @Test
    void many_parts_are_one_artifact() throws IOException {
        byte[] bytes = new byte[20_000_000];
        new Random(1).nextBytes(bytes);

        Finishing.Durable durable = seal(bytes);

        assertThat(durable.bytes()).isEqualTo(bytes.length);
        assertThat(Rehash.of(bucket, KEY)).isEqualTo(new Rehashed.Hashed(KEY, bytes.length, durable.sha256()));
    }

    @Test
    void nothing_is_seen_of_an_upload_and_the_sweep_ends_it() throws IOException {
        Writing writing = begun();
        writing.stream().write(new byte[9_000_000]);

        assertThat(bucket.list()).isEqualTo(new Listing.Listed(List.of()));
        assertThat(bucket.look(KEY)).isEqualTo(new Missing(KEY));
        assertThat(bucket.remains(NAME)).isEqualTo(new Remains.Unsealed(KEY));
        assertThat(bucket.sweep(NAME)).isEqualTo(new Remains.Nothing(KEY));
    }

    @Test
    void an_object_without_its_manifest_is_no_backup() throws IOException {
        S3Writing writing = begun();
        writing.stream().write(Sample.BYTES);
        writing.finish();
        writing.complete();

        assertThat(bucket.list()).asInstanceOf(type(Listing.Listed.class)).satisfies(listed -> {
            assertThat(listed.artifacts()).isEmpty();
            assertThat(listed.files()).extracting(Stored::nature).containsExactly(Stored.Nature.PARTIAL);
        });
        assertThat(bucket.look(KEY)).isEqualTo(new Missing(KEY));
        assertThat(bucket.open(KEY)).isEqualTo(new Missing(KEY));
        assertThat(bucket.sweep(NAME)).isEqualTo(new Remains.Nothing(KEY));
    }

    @Test
    void whoever_is_swept_between_its_object_and_its_manifest_cannot_commit_any_more() throws IOException {
        S3Writing asleep = finished();
        Upload.Whole whole = asleep.complete();
        bucket.sweep(NAME);

        assertThat(asleep.commit(Sample.manifest().asCompanion(), whole, DURABLE))
                .isEqualTo(new Lost(KEY));
        asleep.close();

        assertThat(bucket.list()).isEqualTo(new Listing.Listed(List.of()));
    }

    /** As a sweep that dies leaves it: its empty manifest forbids the commit, and the next sweep goes on. */
    @Test
    void an_empty_manifest_is_no_commit_and_forbids_one() throws IOException {
        S3Writing asleep = finished();
        Upload.Whole whole = asleep.complete();
        bucket.put(KEY, new Companion(Companion.Role.MANIFEST, ""));

        assertThat(bucket.look(KEY)).isEqualTo(new Missing(KEY));
        assertThat(asleep.commit(Sample.manifest().asCompanion(), whole, DURABLE))
                .isEqualTo(new Lost(KEY));
        assertThat(bucket.sweep(NAME)).isEqualTo(new Remains.Nothing(KEY));
    }

    /** What the SDK does when an answer is lost on its way. */
    @Test
    void whoever_asks_twice_is_not_taken_for_another() throws IOException {
        S3Writing writing = finished();

        Upload.Whole whole = writing.complete();
        assertThat(writing.complete().tag()).isEqualTo(whole.tag());

        assertThat(writing.commit(Sample.manifest().asCompanion(), whole, DURABLE))
                .isInstanceOf(Sealing.Sealed.class);
        assertThat(writing.commit(Sample.manifest().asCompanion(), whole, DURABLE))
                .isInstanceOf(Sealing.Sealed.class);
    }

    @Test
    void a_deletion_that_died_after_the_artifact_is_finished_by_the_next() throws IOException {
        String name = Storage.newBucket();
        S3Bucket other = Storage.bucket(name);
        try (Writing writing = ((Beginning.Begun) other.begin(NAME)).writing()) {
            writing.stream().write(Sample.BYTES);
            writing.finish();
            writing.seal(Sample.companions());
        }
        try (S3Client client = Storage.access(Storage.SERVER.endpoint()).client()) {
            client.deleteObject(request -> request.bucket(name).key("backups/" + KEY));
        }

        assertThat(other.look(KEY)).isEqualTo(new Missing(KEY));
        assertThat(other.delete(KEY)).isEqualTo(new Deletion.AlreadyGone(KEY));
        assertThat(other.list()).isEqualTo(new Listing.Listed(List.of()));
    }

    private S3Writing finished() throws IOException {
        S3Writing writing = begun();
        writing.stream().write(Sample.BYTES);
        writing.finish();
        return writing;
    }

    @Test
    void abandoned_uploads_are_ended_and_others_are_not() {
        begun();
        Instant later = Instant.now().plusSeconds(3600);

        assertThat(bucket.abortUnfinished(later, name -> false)).isEqualTo(new Aborting.Aborted(0));
        assertThat(bucket.abortUnfinished(Instant.EPOCH, name -> true)).isEqualTo(new Aborting.Aborted(0));
        assertThat(bucket.abortUnfinished(later, NAME::equals)).isEqualTo(new Aborting.Aborted(1));
        assertThat(bucket.remains(NAME)).isEqualTo(new Remains.Nothing(KEY));
    }

    @Test
    void a_part_can_be_read_and_the_rest_left() throws IOException {
        seal(new byte[1_000_000]);

        try (var stream = ((Opening.Opened) bucket.open(KEY)).stream()) {
            assertThat(stream.readNBytes(10)).hasSize(10);
        }
    }

    private S3Writing begun() {
        return (S3Writing) ((Beginning.Begun) bucket.begin(NAME, Terms.NONE)).writing();
    }

    private Finishing.Durable seal(byte[] bytes) throws IOException {
        try (Writing writing = begun()) {
            writing.stream().write(bytes);
            Finishing.Durable durable = (Finishing.Durable) writing.finish();
            assertThat(writing.seal(Sample.companions())).isInstanceOf(Sealing.Sealed.class);
            return durable;
        }
    }
}
