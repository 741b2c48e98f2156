package io.holdfast.store.s3;

import static io.holdfast.store.Sample.KEY;
import static io.holdfast.store.Sample.NAME;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.Copy;
import io.holdfast.events.Sha256;
import io.holdfast.store.Archiving;
import io.holdfast.store.Attesting;
import io.holdfast.store.Beginning;
import io.holdfast.store.Companion;
import io.holdfast.store.Deletion;
import io.holdfast.store.Locking;
import io.holdfast.store.Look;
import io.holdfast.store.Missing;
import io.holdfast.store.NotOffered;
import io.holdfast.store.Rehash;
import io.holdfast.store.Rehashed;
import io.holdfast.store.Sample;
import io.holdfast.store.Sealing;
import io.holdfast.store.Terms;
import io.holdfast.store.Unavailable;
import io.holdfast.store.Unreadable;
import io.holdfast.store.Writing;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Versions, locks and classes, as far as the storage of these tests has them: it keeps locks and does not enforce them. */
class VersionsIT {

    private static final Instant LATER = Instant.now().plus(40, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);

    @Test
    void a_copy_names_its_version() throws IOException {
        S3Bucket bucket = MockStorage.bucket(MockStorage.newVersionedBucket());

        assertThat(seal(bucket, Terms.NONE).versionId()).isNotBlank();
    }

    @Test
    void a_deletion_takes_every_version_along() throws IOException {
        String name = MockStorage.newVersionedBucket();
        S3Bucket bucket = MockStorage.bucket(name);
        seal(bucket, Terms.NONE);
        bucket.put(KEY, new Companion(Companion.Role.FACTS, "{}"));
        bucket.put(KEY, new Companion(Companion.Role.FACTS, "{ }"));
        hide(name, KEY.value());

        assertThat(bucket.delete(KEY)).isEqualTo(new Deletion.Deleted(KEY));

        assertThat(versions(name)).isEmpty();
        assertThat(bucket.delete(KEY)).isEqualTo(new Deletion.AlreadyGone(KEY));
    }

    @Test
    void a_lock_is_set_from_the_first_moment_on_and_read_back() throws IOException {
        S3Bucket bucket = MockStorage.lockedBucket(MockStorage.newLockableBucket());

        seal(bucket, new Terms(Optional.of(LATER)));

        assertThat(bucket.lockOf(KEY, null)).isEqualTo(new Locking.Locked(KEY, LATER));
    }

    @Test
    void a_lock_is_extended_and_never_shortened() throws IOException {
        S3Bucket bucket = MockStorage.lockedBucket(MockStorage.newLockableBucket());
        seal(bucket, new Terms(Optional.of(LATER)));
        Instant muchLater = LATER.plus(300, ChronoUnit.DAYS);

        assertThat(bucket.lock(KEY, null, muchLater)).isEqualTo(new Locking.Locked(KEY, muchLater));
        assertThat(bucket.lock(KEY, null, LATER)).isEqualTo(new Locking.Locked(KEY, muchLater));
    }

    @Test
    void what_was_written_without_a_lock_is_seen_to_have_none_and_can_get_one() throws IOException {
        S3Bucket bucket = MockStorage.lockedBucket(MockStorage.newLockableBucket());
        seal(bucket, Terms.NONE);

        assertThat(bucket.lockOf(KEY, null)).isEqualTo(new Locking.Unlocked(KEY));
        assertThat(bucket.lock(KEY, null, LATER)).isEqualTo(new Locking.Locked(KEY, LATER));
    }

    @Test
    void facts_stay_unlocked_because_they_are_rewritten() throws IOException {
        S3Bucket bucket = MockStorage.lockedBucket(MockStorage.newLockableBucket());
        seal(bucket, new Terms(Optional.of(LATER)));
        bucket.put(KEY, new Companion(Companion.Role.FACTS, "{}"));

        assertThat(bucket.lockOf(KEY, null)).isEqualTo(new Locking.Locked(KEY, LATER));
    }

    @Test
    void a_bucket_for_which_no_lock_is_configured_offers_none() throws IOException {
        S3Bucket bucket = MockStorage.bucket(MockStorage.newVersionedBucket());
        seal(bucket, new Terms(Optional.of(LATER)));

        assertThat(bucket.lockOf(KEY, null)).isEqualTo(new NotOffered());
        assertThat(bucket.lock(KEY, null, LATER)).isEqualTo(new NotOffered());
    }

    @Test
    void an_archived_artifact_is_in_its_class_with_its_lock_and_attested() throws IOException {
        String name = MockStorage.newLockableBucket();
        S3Bucket bucket = MockStorage.lockedBucket(name);
        Copy copy = seal(bucket, new Terms(Optional.of(LATER)));

        Archiving archiving = bucket.archive(copy);

        assertThat(archiving).isInstanceOfSatisfying(Archiving.Moved.class, moved -> {
            assertThat(moved.storageClass()).isEqualTo("GLACIER");
            assertThat(moved.copy().sha256()).isEqualTo(copy.sha256());
            assertThat(moved.copy().versionId()).isNotBlank();
            assertThat(bucket.attest(moved.copy())).isEqualTo(new Attesting.Attested(KEY));
        });
        assertThat(bucket.lockOf(KEY, null)).isEqualTo(new Locking.Locked(KEY, LATER));
        assertThat(sum(bucket, null)).isEqualTo(Sample.sum());
    }

    @Test
    void what_is_put_over_a_copy_or_hides_it_does_not_change_what_is_read() throws IOException {
        String name = MockStorage.newLockableBucket();
        S3Bucket bucket = MockStorage.lockedBucket(name);
        Copy copy = seal(bucket, new Terms(Optional.of(LATER)));
        putOver(name, KEY.value(), "something else, and longer than that".repeat(100));

        assertThat(sum(bucket, null)).isNotEqualTo(Sample.sum());
        assertIsReadAsSealed(bucket, copy);

        client(client -> client.deleteObject(request -> request.bucket(name).key(KEY.value())));
        assertIsReadAsSealed(bucket, copy);
    }

    private static void assertIsReadAsSealed(S3Bucket bucket, Copy copy) {
        assertThat(sum(bucket, copy.versionId())).isEqualTo(Sample.sum());
        assertThat(bucket.look(KEY, copy.versionId()))
                .isInstanceOfSatisfying(
                        Look.There.class, there -> assertThat(there.bytes()).isEqualTo(Sample.BYTES.length));
        assertThat(bucket.attest(copy)).isEqualTo(new Attesting.Attested(KEY));
    }

    @Test
    void the_lock_of_a_copy_is_that_of_its_version() throws IOException {
        String name = MockStorage.newLockableBucket();
        S3Bucket bucket = MockStorage.lockedBucket(name);
        Copy copy = seal(bucket, new Terms(Optional.of(LATER)));
        putOver(name, KEY.value(), "not locked");
        Instant muchLater = LATER.plus(300, ChronoUnit.DAYS);

        assertThat(bucket.lockOf(KEY, copy.versionId())).isEqualTo(new Locking.Locked(KEY, LATER));
        assertThat(bucket.lock(KEY, copy.versionId(), muchLater)).isEqualTo(new Locking.Locked(KEY, muchLater));
        client(client -> assertThat(client.getObjectRetention(
                                request -> request.bucket(name).key(KEY.value()).versionId(copy.versionId()))
                        .retention()
                        .retainUntilDate())
                .isEqualTo(muchLater));
    }

    @Test
    void a_version_that_is_not_there_is_missing_only_where_nothing_lies_in_its_place() throws IOException {
        S3Bucket bucket = MockStorage.bucket(MockStorage.newVersionedBucket());
        seal(bucket, Terms.NONE);
        String gone = UUID.randomUUID().toString();

        assertThat(bucket.look(KEY, gone)).isInstanceOf(Unreadable.class);
        assertThat(bucket.open(KEY, gone)).isInstanceOf(Unreadable.class);

        bucket.delete(KEY);
        assertThat(bucket.look(KEY, gone)).isEqualTo(new Missing(KEY));
        assertThat(bucket.open(KEY, gone)).isEqualTo(new Missing(KEY));
    }

    @Test
    void a_bucket_that_is_gone_is_no_evidence_about_a_version() throws IOException {
        S3Bucket bucket = MockStorage.bucket("b-there-is-none");

        assertThat(bucket.look(KEY, "v1")).isInstanceOf(Unavailable.class);
        assertThat(bucket.open(KEY, "v1")).isInstanceOf(Unavailable.class);
    }

    @Test
    void a_move_that_was_not_recorded_is_recognised() throws IOException {
        S3Bucket bucket = MockStorage.lockedBucket(MockStorage.newLockableBucket());
        Copy copy = seal(bucket, Terms.NONE);
        Archiving.Moved first = (Archiving.Moved) bucket.archive(copy);

        assertThat(bucket.archive(copy)).isEqualTo(first);
    }

    @Test
    void another_checksum_or_length_is_contradicted() throws IOException {
        S3Bucket bucket = MockStorage.bucket(MockStorage.newVersionedBucket());
        Copy copy = seal(bucket, Terms.NONE);
        Archiving.Moved moved = (Archiving.Moved) bucket.archive(copy);
        Copy now = moved.copy();
        Copy other = new Copy(now.destination(), now.key(), now.versionId(), now.bytes(), otherSum());
        Copy longer = new Copy(now.destination(), now.key(), now.versionId(), now.bytes() + 1, now.sha256());

        assertThat(bucket.attest(other)).isInstanceOf(Attesting.Contradicted.class);
        assertThat(bucket.attest(longer)).isInstanceOf(Attesting.Contradicted.class);
    }

    private static Sha256 otherSum() {
        return new Sha256("0".repeat(64));
    }

    @Test
    void what_was_written_in_parts_is_attested_by_their_checksums() throws IOException {
        S3Bucket bucket = MockStorage.bucket(MockStorage.newVersionedBucket());
        Copy copy = seal(bucket, Terms.NONE, new byte[20_000_000]);

        assertThat(bucket.attest(copy)).isEqualTo(new Attesting.Attested(KEY));
    }

    private static Copy seal(S3Bucket bucket, Terms terms) throws IOException {
        return seal(bucket, terms, Sample.BYTES);
    }

    private static Copy seal(S3Bucket bucket, Terms terms, byte[] bytes) throws IOException {
        try (Writing writing = ((Beginning.Begun) bucket.begin(NAME, terms)).writing()) {
            writing.stream().write(bytes);
            writing.finish();
            return ((Sealing.Sealed) writing.seal(Sample.companions())).copy();
        }
    }

    private static Sha256 sum(S3Bucket bucket, @Nullable String version) {
        return ((Rehashed.Hashed) Rehash.of(bucket, KEY, version)).sha256();
    }

    /** As whoever has a writer's credentials can. */
    private static void putOver(String bucket, String key, String text) {
        client(client -> client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(text)));
    }

    private static void client(Consumer<S3Client> use) {
        try (S3Client client = MockStorage.access().client()) {
            use.accept(client);
        }
    }

    private static void hide(String bucket, String key) {
        try (S3Client client = MockStorage.access().client()) {
            client.deleteObject(request -> request.bucket(bucket).key("backups/" + key));
        }
    }

    private static List<String> versions(String bucket) {
        try (S3Client client = MockStorage.access().client()) {
            var all = client.listObjectVersions(request -> request.bucket(bucket));
            return Stream.concat(
                            all.versions().stream().map(one -> one.key()),
                            all.deleteMarkers().stream().map(one -> one.key()))
                    .toList();
        }
    }
}
