package io.holdfast.store.s3;

import static io.holdfast.store.SampleArtifacts.KEY;
import static io.holdfast.store.SampleArtifacts.NAME;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.Sha256;
import io.holdfast.store.ArchiveClassMoveResult;
import io.holdfast.store.ArtifactLockStatusResult;
import io.holdfast.store.ArtifactMissingResult;
import io.holdfast.store.ArtifactUnreadableResult;
import io.holdfast.store.ArtifactWriteOptions;
import io.holdfast.store.ArtifactWriter;
import io.holdfast.store.BeginWriteResult;
import io.holdfast.store.CompanionFile;
import io.holdfast.store.DeleteArtifactResult;
import io.holdfast.store.DestinationUnavailableResult;
import io.holdfast.store.RehashArtifact;
import io.holdfast.store.RehashArtifactResult;
import io.holdfast.store.SampleArtifacts;
import io.holdfast.store.SealArtifactResult;
import io.holdfast.store.StatArtifactResult;
import io.holdfast.store.StorageChecksumCheckResult;
import io.holdfast.store.UnsupportedOperationResult;
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

/** Versions, locks and classes, as far as the storage of these tests supports them: it stores locks and does not enforce them. */
class VersionsIT {

    private static final Instant LATER = Instant.now().plus(40, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);

    @Test
    void a_copy_names_its_version() throws IOException {
        S3Bucket bucket = MockStorage.bucket(MockStorage.newVersionedBucket());

        assertThat(seal(bucket, ArtifactWriteOptions.NONE).versionId()).isNotBlank();
    }

    @Test
    void a_deletion_takes_every_version_along() throws IOException {
        String name = MockStorage.newVersionedBucket();
        S3Bucket bucket = MockStorage.bucket(name);
        seal(bucket, ArtifactWriteOptions.NONE);
        bucket.put(KEY, new CompanionFile(CompanionFile.Role.FACTS, "{}"));
        bucket.put(KEY, new CompanionFile(CompanionFile.Role.FACTS, "{ }"));
        hide(name, KEY.value());

        assertThat(bucket.delete(KEY)).isEqualTo(new DeleteArtifactResult.Deleted(KEY));

        assertThat(versions(name)).isEmpty();
        assertThat(bucket.delete(KEY)).isEqualTo(new DeleteArtifactResult.AlreadyGone(KEY));
    }

    @Test
    void a_lock_is_set_from_the_first_moment_on_and_read_back() throws IOException {
        S3Bucket bucket = MockStorage.lockedBucket(MockStorage.newLockableBucket());

        seal(bucket, new ArtifactWriteOptions(Optional.of(LATER)));

        assertThat(bucket.lockOf(KEY, null)).isEqualTo(new ArtifactLockStatusResult.Locked(KEY, LATER));
    }

    @Test
    void a_lock_is_extended_and_never_shortened() throws IOException {
        S3Bucket bucket = MockStorage.lockedBucket(MockStorage.newLockableBucket());
        seal(bucket, new ArtifactWriteOptions(Optional.of(LATER)));
        Instant muchLater = LATER.plus(300, ChronoUnit.DAYS);

        assertThat(bucket.lock(KEY, null, muchLater)).isEqualTo(new ArtifactLockStatusResult.Locked(KEY, muchLater));
        assertThat(bucket.lock(KEY, null, LATER)).isEqualTo(new ArtifactLockStatusResult.Locked(KEY, muchLater));
    }

    @Test
    void what_was_written_without_a_lock_is_seen_to_have_none_and_can_get_one() throws IOException {
        S3Bucket bucket = MockStorage.lockedBucket(MockStorage.newLockableBucket());
        seal(bucket, ArtifactWriteOptions.NONE);

        assertThat(bucket.lockOf(KEY, null)).isEqualTo(new ArtifactLockStatusResult.Unlocked(KEY));
        assertThat(bucket.lock(KEY, null, LATER)).isEqualTo(new ArtifactLockStatusResult.Locked(KEY, LATER));
    }

    @Test
    void facts_stay_unlocked_because_they_are_rewritten() throws IOException {
        S3Bucket bucket = MockStorage.lockedBucket(MockStorage.newLockableBucket());
        seal(bucket, new ArtifactWriteOptions(Optional.of(LATER)));
        bucket.put(KEY, new CompanionFile(CompanionFile.Role.FACTS, "{}"));

        assertThat(bucket.lockOf(KEY, null)).isEqualTo(new ArtifactLockStatusResult.Locked(KEY, LATER));
    }

    @Test
    void a_bucket_for_which_no_lock_is_configured_offers_none() throws IOException {
        S3Bucket bucket = MockStorage.bucket(MockStorage.newVersionedBucket());
        seal(bucket, new ArtifactWriteOptions(Optional.of(LATER)));

        assertThat(bucket.lockOf(KEY, null)).isEqualTo(new UnsupportedOperationResult());
        assertThat(bucket.lock(KEY, null, LATER)).isEqualTo(new UnsupportedOperationResult());
    }

    @Test
    void an_archived_artifact_is_in_its_class_with_its_lock_and_attested() throws IOException {
        String name = MockStorage.newLockableBucket();
        S3Bucket bucket = MockStorage.lockedBucket(name);
        BackupCopyRecord copy = seal(bucket, new ArtifactWriteOptions(Optional.of(LATER)));

        ArchiveClassMoveResult archiveResult = bucket.archive(copy);

        assertThat(archiveResult).isInstanceOfSatisfying(ArchiveClassMoveResult.Moved.class, moved -> {
            assertThat(moved.storageClass()).isEqualTo("GLACIER");
            assertThat(moved.copy().sha256()).isEqualTo(copy.sha256());
            assertThat(moved.copy().versionId()).isNotBlank();
            assertThat(bucket.attest(moved.copy())).isEqualTo(new StorageChecksumCheckResult.Attested(KEY));
        });
        assertThat(bucket.lockOf(KEY, null)).isEqualTo(new ArtifactLockStatusResult.Locked(KEY, LATER));
        assertThat(sum(bucket, null)).isEqualTo(SampleArtifacts.sum());
    }

    @Test
    void later_versions_and_delete_markers_do_not_change_the_copy_that_is_read() throws IOException {
        String name = MockStorage.newLockableBucket();
        S3Bucket bucket = MockStorage.lockedBucket(name);
        BackupCopyRecord copy = seal(bucket, new ArtifactWriteOptions(Optional.of(LATER)));
        putOver(name, KEY.value(), "something else, and longer than that".repeat(100));

        assertThat(sum(bucket, null)).isNotEqualTo(SampleArtifacts.sum());
        assertIsReadAsSealed(bucket, copy);

        client(client -> client.deleteObject(request -> request.bucket(name).key(KEY.value())));
        assertIsReadAsSealed(bucket, copy);
    }

    private static void assertIsReadAsSealed(S3Bucket bucket, BackupCopyRecord copy) {
        assertThat(sum(bucket, copy.versionId())).isEqualTo(SampleArtifacts.sum());
        assertThat(bucket.stat(KEY, copy.versionId()))
                .isInstanceOfSatisfying(
                        StatArtifactResult.There.class,
                        there -> assertThat(there.bytes()).isEqualTo(SampleArtifacts.BYTES.length));
        assertThat(bucket.attest(copy)).isEqualTo(new StorageChecksumCheckResult.Attested(KEY));
    }

    @Test
    void the_lock_of_a_copy_is_that_of_its_version() throws IOException {
        String name = MockStorage.newLockableBucket();
        S3Bucket bucket = MockStorage.lockedBucket(name);
        BackupCopyRecord copy = seal(bucket, new ArtifactWriteOptions(Optional.of(LATER)));
        putOver(name, KEY.value(), "not locked");
        Instant muchLater = LATER.plus(300, ChronoUnit.DAYS);

        assertThat(bucket.lockOf(KEY, copy.versionId())).isEqualTo(new ArtifactLockStatusResult.Locked(KEY, LATER));
        assertThat(bucket.lock(KEY, copy.versionId(), muchLater))
                .isEqualTo(new ArtifactLockStatusResult.Locked(KEY, muchLater));
        client(client -> assertThat(client.getObjectRetention(
                                request -> request.bucket(name).key(KEY.value()).versionId(copy.versionId()))
                        .retention()
                        .retainUntilDate())
                .isEqualTo(muchLater));
    }

    @Test
    void a_missing_version_is_an_absent_artifact_only_if_no_other_object_has_its_name() throws IOException {
        S3Bucket bucket = MockStorage.bucket(MockStorage.newVersionedBucket());
        seal(bucket, ArtifactWriteOptions.NONE);
        String gone = UUID.randomUUID().toString();

        assertThat(bucket.stat(KEY, gone)).isInstanceOf(ArtifactUnreadableResult.class);
        assertThat(bucket.open(KEY, gone)).isInstanceOf(ArtifactUnreadableResult.class);

        bucket.delete(KEY);
        assertThat(bucket.stat(KEY, gone)).isEqualTo(new ArtifactMissingResult(KEY));
        assertThat(bucket.open(KEY, gone)).isEqualTo(new ArtifactMissingResult(KEY));
    }

    @Test
    void a_bucket_that_is_gone_is_no_evidence_about_a_version() throws IOException {
        S3Bucket bucket = MockStorage.bucket("b-there-is-none");

        assertThat(bucket.stat(KEY, "v1")).isInstanceOf(DestinationUnavailableResult.class);
        assertThat(bucket.open(KEY, "v1")).isInstanceOf(DestinationUnavailableResult.class);
    }

    @Test
    void a_move_that_was_not_recorded_is_recognised() throws IOException {
        S3Bucket bucket = MockStorage.lockedBucket(MockStorage.newLockableBucket());
        BackupCopyRecord copy = seal(bucket, ArtifactWriteOptions.NONE);
        ArchiveClassMoveResult.Moved first = (ArchiveClassMoveResult.Moved) bucket.archive(copy);

        assertThat(bucket.archive(copy)).isEqualTo(first);
    }

    @Test
    void another_checksum_or_length_is_contradicted() throws IOException {
        S3Bucket bucket = MockStorage.bucket(MockStorage.newVersionedBucket());
        BackupCopyRecord copy = seal(bucket, ArtifactWriteOptions.NONE);
        ArchiveClassMoveResult.Moved moved = (ArchiveClassMoveResult.Moved) bucket.archive(copy);
        BackupCopyRecord now = moved.copy();
        BackupCopyRecord other =
                new BackupCopyRecord(now.destination(), now.key(), now.versionId(), now.bytes(), otherSum());
        BackupCopyRecord longer =
                new BackupCopyRecord(now.destination(), now.key(), now.versionId(), now.bytes() + 1, now.sha256());

        assertThat(bucket.attest(other)).isInstanceOf(StorageChecksumCheckResult.Contradicted.class);
        assertThat(bucket.attest(longer)).isInstanceOf(StorageChecksumCheckResult.Contradicted.class);
    }

    private static Sha256 otherSum() {
        return new Sha256("0".repeat(64));
    }

    @Test
    void what_was_written_in_parts_is_attested_by_their_checksums() throws IOException {
        S3Bucket bucket = MockStorage.bucket(MockStorage.newVersionedBucket());
        BackupCopyRecord copy = seal(bucket, ArtifactWriteOptions.NONE, new byte[20_000_000]);

        assertThat(bucket.attest(copy)).isEqualTo(new StorageChecksumCheckResult.Attested(KEY));
    }

    private static BackupCopyRecord seal(S3Bucket bucket, ArtifactWriteOptions options) throws IOException {
        return seal(bucket, options, SampleArtifacts.BYTES);
    }

    private static BackupCopyRecord seal(S3Bucket bucket, ArtifactWriteOptions options, byte[] bytes)
            throws IOException {
        try (ArtifactWriter writer = ((BeginWriteResult.Begun) bucket.begin(NAME, options)).writing()) {
            writer.stream().write(bytes);
            writer.finish();
            return ((SealArtifactResult.Sealed) writer.seal(SampleArtifacts.companions())).copy();
        }
    }

    private static Sha256 sum(S3Bucket bucket, @Nullable String version) {
        return ((RehashArtifactResult.Hashed) RehashArtifact.of(bucket, KEY, version)).sha256();
    }

    /** Possible for anyone with a writer's credentials. */
    private static void putOver(String bucket, String key, String text) {
        client(client -> client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(text)));
    }

    private static void client(Consumer<S3Client> use) {
        try (S3Client client = MockStorage.settings().client()) {
            use.accept(client);
        }
    }

    private static void hide(String bucket, String key) {
        try (S3Client client = MockStorage.settings().client()) {
            client.deleteObject(request -> request.bucket(bucket).key("backups/" + key));
        }
    }

    private static List<String> versions(String bucket) {
        try (S3Client client = MockStorage.settings().client()) {
            var all = client.listObjectVersions(request -> request.bucket(bucket));
            return Stream.concat(
                            all.versions().stream().map(one -> one.key()),
                            all.deleteMarkers().stream().map(one -> one.key()))
                    .toList();
        }
    }
}
