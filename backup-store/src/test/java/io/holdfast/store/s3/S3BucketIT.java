package io.holdfast.store.s3;

import static io.holdfast.store.SampleArtifacts.KEY;
import static io.holdfast.store.SampleArtifacts.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.holdfast.store.AbortUploadsResult;
import io.holdfast.store.ArtifactMissingResult;
import io.holdfast.store.ArtifactWriteOptions;
import io.holdfast.store.ArtifactWriter;
import io.holdfast.store.BeginWriteResult;
import io.holdfast.store.CompanionFile;
import io.holdfast.store.DeleteArtifactResult;
import io.holdfast.store.FlushArtifactResult;
import io.holdfast.store.FreeSpace;
import io.holdfast.store.ListStoredFilesResult;
import io.holdfast.store.OpenArtifactResult;
import io.holdfast.store.RehashArtifact;
import io.holdfast.store.RehashArtifactResult;
import io.holdfast.store.SampleArtifacts;
import io.holdfast.store.SealArtifactResult;
import io.holdfast.store.StatArtifactResult;
import io.holdfast.store.StoredFile;
import io.holdfast.store.UnfinishedWriteState;
import io.holdfast.store.UnsealedArtifactRemovedResult;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

class S3BucketIT {

    private static final FlushArtifactResult.Durable DURABLE =
            new FlushArtifactResult.Durable(SampleArtifacts.BYTES.length, SampleArtifacts.sum());

    private final S3Bucket bucket = S3TestStorage.bucket();

    @Test
    void what_is_sealed_is_listed_read_and_deleted() throws IOException {
        assertThat(bucket.freeSpace()).isInstanceOf(FreeSpace.Free.class);
        seal(SampleArtifacts.BYTES);

        assertThat(bucket.list())
                .asInstanceOf(type(ListStoredFilesResult.Listed.class))
                .satisfies(listed -> assertThat(listed.files())
                        .extracting(StoredFile::fileName)
                        .containsExactly(KEY.value(), KEY + ".manifest.json", KEY + ".roles.sql", KEY + ".sha256"));
        assertThat(bucket.stat(KEY)).isInstanceOf(StatArtifactResult.There.class);
        assertThat(RehashArtifact.of(bucket, KEY))
                .isEqualTo(new RehashArtifactResult.Hashed(KEY, SampleArtifacts.BYTES.length, SampleArtifacts.sum()));
        assertThat(bucket.delete(KEY)).isEqualTo(new DeleteArtifactResult.Deleted(KEY));
        assertThat(bucket.list()).isEqualTo(new ListStoredFilesResult.Listed(List.of()));
        assertThat(bucket.delete(KEY)).isEqualTo(new DeleteArtifactResult.AlreadyGone(KEY));
    }

    @Test
    void many_parts_are_one_artifact() throws IOException {
        byte[] bytes = new byte[20_000_000];
        new Random(1).nextBytes(bytes);

        FlushArtifactResult.Durable durable = seal(bytes);

        assertThat(durable.bytes()).isEqualTo(bytes.length);
        assertThat(RehashArtifact.of(bucket, KEY))
                .isEqualTo(new RehashArtifactResult.Hashed(KEY, bytes.length, durable.sha256()));
    }

    @Test
    void nothing_is_seen_of_an_upload_and_the_sweep_ends_it() throws IOException {
        ArtifactWriter writer = begun();
        writer.stream().write(new byte[9_000_000]);

        assertThat(bucket.list()).isEqualTo(new ListStoredFilesResult.Listed(List.of()));
        assertThat(bucket.stat(KEY)).isEqualTo(new ArtifactMissingResult(KEY));
        assertThat(bucket.leftovers(NAME)).isEqualTo(new UnfinishedWriteState.Unsealed(KEY));
        assertThat(bucket.sweep(NAME)).isEqualTo(new UnfinishedWriteState.Nothing(KEY));
    }

    @Test
    void an_object_without_its_manifest_is_no_backup() throws IOException {
        S3ArtifactWriter writing = begun();
        writing.stream().write(SampleArtifacts.BYTES);
        writing.finish();
        writing.complete();

        assertThat(bucket.list())
                .asInstanceOf(type(ListStoredFilesResult.Listed.class))
                .satisfies(listed -> {
                    assertThat(listed.artifacts()).isEmpty();
                    assertThat(listed.files())
                            .extracting(StoredFile::nature)
                            .containsExactly(StoredFile.Nature.PARTIAL);
                });
        assertThat(bucket.stat(KEY)).isEqualTo(new ArtifactMissingResult(KEY));
        assertThat(bucket.open(KEY)).isEqualTo(new ArtifactMissingResult(KEY));
        assertThat(bucket.sweep(NAME)).isEqualTo(new UnfinishedWriteState.Nothing(KEY));
    }

    @Test
    void a_writer_that_is_swept_between_its_object_and_its_manifest_cannot_commit_any_more() throws IOException {
        S3ArtifactWriter asleep = finished();
        S3MultipartUpload.Whole whole = asleep.complete();
        bucket.sweep(NAME);

        assertThat(asleep.commit(SampleArtifacts.manifest().asCompanion(), whole, DURABLE))
                .isEqualTo(new UnsealedArtifactRemovedResult(KEY));
        asleep.close();

        assertThat(bucket.list()).isEqualTo(new ListStoredFilesResult.Listed(List.of()));
    }

    /** The state left by a sweep that dies: its empty manifest prevents the commit, and the next sweep continues. */
    @Test
    void an_empty_manifest_is_no_commit_and_forbids_one() throws IOException {
        S3ArtifactWriter asleep = finished();
        S3MultipartUpload.Whole whole = asleep.complete();
        bucket.put(KEY, new CompanionFile(CompanionFile.Role.MANIFEST, ""));

        assertThat(bucket.stat(KEY)).isEqualTo(new ArtifactMissingResult(KEY));
        assertThat(asleep.commit(SampleArtifacts.manifest().asCompanion(), whole, DURABLE))
                .isEqualTo(new UnsealedArtifactRemovedResult(KEY));
        assertThat(bucket.sweep(NAME)).isEqualTo(new UnfinishedWriteState.Nothing(KEY));
    }

    /** The SDK's behavior if a response is lost. */
    @Test
    void a_repeated_completion_and_a_repeated_commit_succeed() throws IOException {
        S3ArtifactWriter writing = finished();

        S3MultipartUpload.Whole whole = writing.complete();
        assertThat(writing.complete().tag()).isEqualTo(whole.tag());

        assertThat(writing.commit(SampleArtifacts.manifest().asCompanion(), whole, DURABLE))
                .isInstanceOf(SealArtifactResult.Sealed.class);
        assertThat(writing.commit(SampleArtifacts.manifest().asCompanion(), whole, DURABLE))
                .isInstanceOf(SealArtifactResult.Sealed.class);
    }

    @Test
    void a_deletion_that_died_after_the_artifact_is_finished_by_the_next() throws IOException {
        String name = S3TestStorage.newBucket();
        S3Bucket other = S3TestStorage.bucket(name);
        try (ArtifactWriter writer = ((BeginWriteResult.Begun) other.begin(NAME)).writing()) {
            writer.stream().write(SampleArtifacts.BYTES);
            writer.finish();
            writer.seal(SampleArtifacts.companions());
        }
        try (S3Client client =
                S3TestStorage.settings(S3TestStorage.SERVER.endpoint()).client()) {
            client.deleteObject(request -> request.bucket(name).key("backups/" + KEY));
        }

        assertThat(other.stat(KEY)).isEqualTo(new ArtifactMissingResult(KEY));
        assertThat(other.delete(KEY)).isEqualTo(new DeleteArtifactResult.AlreadyGone(KEY));
        assertThat(other.list()).isEqualTo(new ListStoredFilesResult.Listed(List.of()));
    }

    private S3ArtifactWriter finished() throws IOException {
        S3ArtifactWriter writing = begun();
        writing.stream().write(SampleArtifacts.BYTES);
        writing.finish();
        return writing;
    }

    @Test
    void abandoned_uploads_are_ended_and_others_are_not() {
        begun();
        Instant later = Instant.now().plusSeconds(3600);

        assertThat(bucket.abortUnfinished(later, name -> false)).isEqualTo(new AbortUploadsResult.Aborted(0));
        assertThat(bucket.abortUnfinished(Instant.EPOCH, name -> true)).isEqualTo(new AbortUploadsResult.Aborted(0));
        assertThat(bucket.abortUnfinished(later, NAME::equals)).isEqualTo(new AbortUploadsResult.Aborted(1));
        assertThat(bucket.leftovers(NAME)).isEqualTo(new UnfinishedWriteState.Nothing(KEY));
    }

    @Test
    void a_part_can_be_read_and_the_rest_left() throws IOException {
        seal(new byte[1_000_000]);

        try (var stream = ((OpenArtifactResult.Opened) bucket.open(KEY)).stream()) {
            assertThat(stream.readNBytes(10)).hasSize(10);
        }
    }

    private S3ArtifactWriter begun() {
        return (S3ArtifactWriter) ((BeginWriteResult.Begun) bucket.begin(NAME, ArtifactWriteOptions.NONE)).writing();
    }

    private FlushArtifactResult.Durable seal(byte[] bytes) throws IOException {
        try (ArtifactWriter writer = begun()) {
            writer.stream().write(bytes);
            FlushArtifactResult.Durable durable = (FlushArtifactResult.Durable) writer.finish();
            assertThat(writer.seal(SampleArtifacts.companions())).isInstanceOf(SealArtifactResult.Sealed.class);
            return durable;
        }
    }
}
