package io.holdfast.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.Copy;
import io.holdfast.localstack.testing.StorageFront;
import io.holdfast.localstack.testing.StorageFront.Refused;
import io.holdfast.localstack.testing.StorageFront.Request;
import io.holdfast.store.Archiving;
import io.holdfast.store.Attesting;
import io.holdfast.store.Beginning;
import io.holdfast.store.Finishing;
import io.holdfast.store.Locking;
import io.holdfast.store.NotOffered;
import io.holdfast.store.Rehash;
import io.holdfast.store.Rehashed;
import io.holdfast.store.Sample;
import io.holdfast.store.Sealing;
import io.holdfast.store.Site;
import io.holdfast.store.Terms;
import io.holdfast.store.Writing;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/** Storages that refuse S3's checksum headers: everything works, the bytes are still compared, and the operator is told. */
class RefusedChecksumsIT {

    /** Which requests are refused for such a header, and how. */
    enum Strict {
        ALL(request -> true, new Refused(400, "InvalidArgument")),
        ALL_AS_NOT_IMPLEMENTED(request -> true, new Refused(501, "NotImplemented")),
        UPLOADS(request -> request.method().equals("POST"), new Refused(400, "InvalidRequest")),
        PARTS(Request::isPart, new Refused(400, "InvalidArgument")),
        OBJECTS(request -> request.hasBytes() && !request.isPart(), new Refused(400, "InvalidArgument")),
        HEADS(request -> request.method().equals("HEAD"), new Refused(400, ""));

        private final Predicate<Request> refusedOnes;
        private final Refused answer;

        Strict(Predicate<Request> refusedOnes, Refused answer) {
            this.refusedOnes = refusedOnes;
            this.answer = answer;
        }

        Optional<Refused> refusal(Request request) {
            if (request.headers().contains("x-amz-trailer")
                    || request.headers().contains("x-amz-decoded-content-length")) {
                return Optional.of(new Refused(501, "NotImplemented"));
            }
            return request.hasSums() && refusedOnes.test(request) ? Optional.of(answer) : Optional.empty();
        }
    }

    private final byte[] bytes = new byte[9_000_000];

    RefusedChecksumsIT() {
        new Random(5).nextBytes(bytes);
    }

    @ParameterizedTest
    @EnumSource(Strict.class)
    void a_backup_is_written_and_read_again(Strict strict) throws IOException {
        try (StorageFront front = front(strict);
                S3Bucket bucket = new S3Bucket(Storage.place(MockStorage.newBucket()), access(front))) {
            Copy copy = seal(bucket, bytes, Optional.empty());

            assertThat(Rehash.of(bucket, Sample.KEY))
                    .isEqualTo(new Rehashed.Hashed(Sample.KEY, bytes.length, copy.sha256()));
            assertThat(bucket.attest(copy)).isEqualTo(new NotOffered());
            assertThat(bucket.described("can be read"))
                    .isEqualTo("can be read; it refuses checksum headers, so uploads carry Content-MD5 instead");
        }
    }

    @Test
    void what_was_found_out_is_asked_once() throws IOException {
        try (StorageFront front = front(Strict.ALL);
                S3Bucket bucket = new S3Bucket(Storage.place(MockStorage.newBucket()), access(front))) {
            seal(bucket, bytes, Optional.empty());

            assertThat(front.requests().stream().filter(Request::hasSums)).hasSize(1);
            assertThat(front.requests().stream().filter(Request::hasBytes))
                    .isNotEmpty()
                    .allMatch(request -> request.headers().contains("content-md5"));
        }
    }

    @Test
    void a_storage_that_takes_them_gets_them() throws IOException {
        try (StorageFront front = new StorageFront(MockStorage.SERVER.endpoint(), "");
                S3Bucket bucket = new S3Bucket(Storage.place(MockStorage.newBucket()), access(front))) {
            seal(bucket, bytes, Optional.empty());

            assertThat(front.requests().stream().filter(Request::hasBytes)).allMatch(Request::hasSums);
            assertThat(bucket.described("can be read")).isEqualTo("can be read");
        }
    }

    @Test
    void bytes_that_changed_on_their_way_are_refused_for_their_md5() {
        try (StorageFront front = front(Strict.ALL);
                S3Client client = access(front).client()) {
            String name = MockStorage.newBucket();
            assertThat(wrongly(client, name)).isEqualTo(400);
        }
    }

    private static int wrongly(S3Client client, String bucket) {
        try {
            client.putObject(
                    request -> request.bucket(bucket).key("k").contentMD5(Sums.md5(new byte[] {1}, 1)),
                    RequestBody.fromBytes(new byte[] {2}));
            return 200;
        } catch (SdkException e) {
            return Refusal.status(e);
        }
    }

    @Test
    void locks_are_set_and_made_longer() throws IOException {
        Instant soon = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
        Instant later = soon.plus(Duration.ofDays(30));
        Place place = new Place(
                "offsite",
                new Site("object-storage", true),
                MockStorage.newLockableBucket(),
                "",
                Optional.of(ObjectLockRetentionMode.GOVERNANCE),
                Optional.empty());
        try (StorageFront front = front(Strict.ALL);
                S3Bucket bucket = new S3Bucket(place, access(front))) {
            Copy copy = seal(bucket, bytes, Optional.of(soon));

            Locking locking = bucket.lock(Sample.KEY, copy.versionId(), later);

            assertThat(locking).isEqualTo(new Locking.Locked(Sample.KEY, later));
            assertThat(front.requests().stream()
                            .filter(request -> request.query().contains("retention")
                                    && request.method().equals("PUT")))
                    .isNotEmpty()
                    .allMatch(request -> request.headers().contains("content-md5") && !request.hasSums());
        }
    }

    @Test
    void an_artifact_moves_into_the_archive_class_and_its_checksum_is_not_offered() throws IOException {
        try (StorageFront front = front(Strict.ALL);
                S3Bucket bucket = new S3Bucket(Storage.place(MockStorage.newVersionedBucket()), access(front))) {
            Copy copy = seal(bucket, bytes, Optional.empty());

            Archiving archiving = bucket.archive(copy);

            assertThat(archiving).isInstanceOf(Archiving.Moved.class);
            Attesting attesting = bucket.attest(((Archiving.Moved) archiving).copy());
            assertThat(attesting).isEqualTo(new NotOffered());
        }
    }

    private static StorageFront front(Strict strict) {
        return new StorageFront(MockStorage.SERVER.endpoint(), strict::refusal);
    }

    private static Access access(StorageFront front) {
        return Storage.access(front.address());
    }

    private static Copy seal(S3Bucket bucket, byte[] bytes, Optional<Instant> lockedUntil) throws IOException {
        Beginning beginning = bucket.begin(Sample.NAME, new Terms(lockedUntil));
        assertThat(beginning).isInstanceOf(Beginning.Begun.class);
        try (Writing writing = ((Beginning.Begun) beginning).writing()) {
            writing.stream().write(bytes);
            assertThat(writing.finish()).isInstanceOf(Finishing.Durable.class);
            Sealing sealing = writing.seal(Sample.companions());
            assertThat(sealing).isInstanceOf(Sealing.Sealed.class);
            return ((Sealing.Sealed) sealing).copy();
        }
    }
}
