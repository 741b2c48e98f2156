package io.holdfast.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.localstack.testing.RequestRejectingS3Proxy;
import io.holdfast.localstack.testing.RequestRejectingS3Proxy.Refused;
import io.holdfast.localstack.testing.RequestRejectingS3Proxy.Request;
import io.holdfast.store.ArchiveClassMoveResult;
import io.holdfast.store.ArtifactLockStatusResult;
import io.holdfast.store.ArtifactWriteOptions;
import io.holdfast.store.ArtifactWriter;
import io.holdfast.store.BeginWriteResult;
import io.holdfast.store.FailureDomain;
import io.holdfast.store.FlushArtifactResult;
import io.holdfast.store.RehashArtifact;
import io.holdfast.store.RehashArtifactResult;
import io.holdfast.store.SampleArtifacts;
import io.holdfast.store.SealArtifactResult;
import io.holdfast.store.StorageChecksumCheckResult;
import io.holdfast.store.UnsupportedOperationResult;
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

/** Storages that refuse S3's checksum headers: all operations work, the bytes are still checked, and operators are informed. */
class RefusedChecksumsIT {

    /** Which requests are refused because of such a header, and how. */
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
        try (RequestRejectingS3Proxy front = front(strict);
                S3Bucket bucket = new S3Bucket(S3TestStorage.location(MockStorage.newBucket()), settings(front))) {
            BackupCopyRecord copy = seal(bucket, bytes, Optional.empty());

            assertThat(RehashArtifact.of(bucket, SampleArtifacts.KEY))
                    .isEqualTo(new RehashArtifactResult.Hashed(SampleArtifacts.KEY, bytes.length, copy.sha256()));
            assertThat(bucket.attest(copy)).isEqualTo(new UnsupportedOperationResult());
            assertThat(bucket.described("can be read"))
                    .isEqualTo("can be read; it refuses checksum headers, so uploads use Content-MD5 instead");
        }
    }

    @Test
    void the_support_of_checksum_headers_is_detected_once() throws IOException {
        try (RequestRejectingS3Proxy front = front(Strict.ALL);
                S3Bucket bucket = new S3Bucket(S3TestStorage.location(MockStorage.newBucket()), settings(front))) {
            seal(bucket, bytes, Optional.empty());

            assertThat(front.requests().stream().filter(Request::hasSums)).hasSize(1);
            assertThat(front.requests().stream().filter(Request::hasBytes))
                    .isNotEmpty()
                    .allMatch(request -> request.headers().contains("content-md5"));
        }
    }

    @Test
    void a_storage_that_supports_the_headers_gets_them() throws IOException {
        try (RequestRejectingS3Proxy front = new RequestRejectingS3Proxy(MockStorage.SERVER.endpoint(), "");
                S3Bucket bucket = new S3Bucket(S3TestStorage.location(MockStorage.newBucket()), settings(front))) {
            seal(bucket, bytes, Optional.empty());

            assertThat(front.requests().stream().filter(Request::hasBytes)).allMatch(Request::hasSums);
            assertThat(bucket.described("can be read")).isEqualTo("can be read");
        }
    }

    @Test
    void bytes_that_changed_on_their_way_are_refused_for_their_md5() {
        try (RequestRejectingS3Proxy front = front(Strict.ALL);
                S3Client client = settings(front).client()) {
            String name = MockStorage.newBucket();
            assertThat(wrongly(client, name)).isEqualTo(400);
        }
    }

    private static int wrongly(S3Client client, String bucket) {
        try {
            client.putObject(
                    request -> request.bucket(bucket).key("k").contentMD5(S3ChecksumCalculator.md5(new byte[] {1}, 1)),
                    RequestBody.fromBytes(new byte[] {2}));
            return 200;
        } catch (SdkException e) {
            return S3ErrorTranslator.status(e);
        }
    }

    @Test
    void locks_are_set_and_made_longer() throws IOException {
        Instant soon = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
        Instant later = soon.plus(Duration.ofDays(30));
        S3BucketSettings location = new S3BucketSettings(
                "offsite",
                new FailureDomain("object-storage", true),
                MockStorage.newLockableBucket(),
                "",
                Optional.of(ObjectLockRetentionMode.GOVERNANCE),
                Optional.empty());
        try (RequestRejectingS3Proxy front = front(Strict.ALL);
                S3Bucket bucket = new S3Bucket(location, settings(front))) {
            BackupCopyRecord copy = seal(bucket, bytes, Optional.of(soon));

            ArtifactLockStatusResult lockResult = bucket.lock(SampleArtifacts.KEY, copy.versionId(), later);

            assertThat(lockResult).isEqualTo(new ArtifactLockStatusResult.Locked(SampleArtifacts.KEY, later));
            assertThat(front.requests().stream()
                            .filter(request -> request.query().contains("retention")
                                    && request.method().equals("PUT")))
                    .isNotEmpty()
                    .allMatch(request -> request.headers().contains("content-md5") && !request.hasSums());
        }
    }

    @Test
    void an_artifact_moves_into_the_archive_class_and_its_checksum_is_not_offered() throws IOException {
        try (RequestRejectingS3Proxy front = front(Strict.ALL);
                S3Bucket bucket =
                        new S3Bucket(S3TestStorage.location(MockStorage.newVersionedBucket()), settings(front))) {
            BackupCopyRecord copy = seal(bucket, bytes, Optional.empty());

            ArchiveClassMoveResult archiveResult = bucket.archive(copy);

            assertThat(archiveResult).isInstanceOf(ArchiveClassMoveResult.Moved.class);
            StorageChecksumCheckResult checksumAttestation =
                    bucket.attest(((ArchiveClassMoveResult.Moved) archiveResult).copy());
            assertThat(checksumAttestation).isEqualTo(new UnsupportedOperationResult());
        }
    }

    private static RequestRejectingS3Proxy front(Strict strict) {
        return new RequestRejectingS3Proxy(MockStorage.SERVER.endpoint(), strict::refusal);
    }

    private static S3ClientSettings settings(RequestRejectingS3Proxy front) {
        return S3TestStorage.settings(front.address());
    }

    private static BackupCopyRecord seal(S3Bucket bucket, byte[] bytes, Optional<Instant> lockedUntil)
            throws IOException {
        BeginWriteResult beginResult = bucket.begin(SampleArtifacts.NAME, new ArtifactWriteOptions(lockedUntil));
        assertThat(beginResult).isInstanceOf(BeginWriteResult.Begun.class);
        try (ArtifactWriter writer = ((BeginWriteResult.Begun) beginResult).writing()) {
            writer.stream().write(bytes);
            assertThat(writer.finish()).isInstanceOf(FlushArtifactResult.Durable.class);
            SealArtifactResult sealResult = writer.seal(SampleArtifacts.companions());
            assertThat(sealResult).isInstanceOf(SealArtifactResult.Sealed.class);
            return ((SealArtifactResult.Sealed) sealResult).copy();
        }
    }
}
