package io.holdfast.store.s3;

import static io.holdfast.store.SampleArtifacts.KEY;
import static io.holdfast.store.SampleArtifacts.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.events.Sha256;
import io.holdfast.localstack.testing.TcpProxy;
import io.holdfast.store.ArtifactMissingResult;
import io.holdfast.store.ArtifactWriter;
import io.holdfast.store.BeginWriteResult;
import io.holdfast.store.DestinationUnavailableResult;
import io.holdfast.store.FlushArtifactResult;
import io.holdfast.store.FreeSpace;
import io.holdfast.store.ListStoredFilesResult;
import io.holdfast.store.OpenArtifactResult;
import io.holdfast.store.RehashArtifact;
import io.holdfast.store.SampleArtifacts;
import io.holdfast.store.SealArtifactResult;
import io.holdfast.store.StorageWriteException;
import io.holdfast.store.UnfinishedWriteState;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Network failures between Holdfast and a bucket. */
class FaultsIT {

    private static final Duration STALL = Duration.ofSeconds(1);
    private static final Duration PATIENT = Duration.ofSeconds(30);

    private final String name = S3TestStorage.newBucket();
    private final TcpProxy network = TcpProxy.before(S3TestStorage.SERVER.port());
    private final S3Bucket bucket = bucket(PATIENT);
    private final byte[] bytes = new byte[20_000_000];

    FaultsIT() {
        new Random(3).nextBytes(bytes);
    }

    @AfterEach
    void no_parts_are_left() {
        network.close();
        assertThat(S3TestStorage.uploads(S3TestStorage.settings(S3TestStorage.SERVER.endpoint()), name))
                .isEmpty();
    }

    @Test
    void a_lost_storage_is_unavailable_for_every_operation() {
        network.refuse();

        assertThat(List.<Object>of(
                        bucket.freeSpace(),
                        bucket.list(),
                        bucket.stat(KEY),
                        bucket.open(KEY),
                        bucket.delete(KEY),
                        bucket.begin(NAME),
                        bucket.leftovers(NAME),
                        bucket.sweep(NAME)))
                .allSatisfy(answer -> assertThat(answer)
                        .isEqualTo(new DestinationUnavailableResult(
                                "'offsite' cannot be reached: check that the storage is running, and check"
                                        + " holdfast.destinations.offsite.endpoint")));
    }

    @Test
    void an_upload_that_is_cut_for_good_is_given_up_and_swept_when_the_storage_is_back() throws IOException {
        ArtifactWriter writer = begun();
        network.cutAfter(3_000_000);

        assertThatThrownBy(() -> writer.stream().write(bytes))
                .isInstanceOf(StorageWriteException.class)
                .hasMessage("'offsite' closed the connection: check the network, and try again");
        writer.close();

        network.pass();
        assertThat(bucket.stat(KEY)).isInstanceOf(ArtifactMissingResult.class);
        assertThat(bucket.sweep(NAME)).isEqualTo(new UnfinishedWriteState.Nothing(KEY));
    }

    @Test
    void an_upload_that_is_cut_once_goes_on() throws IOException {
        try (ArtifactWriter writer = begun()) {
            network.cutOnceAfter(3_000_000);
            writer.stream().write(bytes);
            writer.finish();

            assertThat(writer.seal(SampleArtifacts.companions())).isInstanceOf(SealArtifactResult.Sealed.class);
        }
    }

    @Test
    void reading_continues_after_a_cut() throws Exception {
        FlushArtifactResult.Durable written = seal();
        InputStream stream = ((OpenArtifactResult.Opened) bucket.open(KEY)).stream();
        network.cutOnceAfter(3_000_000);

        try (DigestInputStream read = new DigestInputStream(stream, RehashArtifact.sha256())) {
            read.transferTo(OutputStream.nullOutputStream());

            assertThat(Sha256.of(read.getMessageDigest().digest())).isEqualTo(written.sha256());
        }
    }

    @Test
    void an_object_that_cannot_be_read_to_its_end_is_an_error() throws IOException {
        seal();
        try (InputStream stream = ((OpenArtifactResult.Opened) bucket.open(KEY)).stream()) {
            stream.readNBytes(1_000);
            network.refuse();

            assertThatThrownBy(stream::readAllBytes).isInstanceOf(StorageWriteException.class);
        }
    }

    @Test
    void a_storage_that_stalls_is_left_after_its_time() throws IOException {
        network.stall();
        long start = System.nanoTime();

        FreeSpace freeSpace = bucket(STALL).freeSpace();

        assertThat(freeSpace)
                .isEqualTo(new DestinationUnavailableResult(
                        "'offsite' does not answer in time: check the network and the load of the" + " storage"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(STALL.multipliedBy(10));
    }

    @Test
    void an_upload_that_stalls_is_left_after_its_time() throws IOException {
        ArtifactWriter writer = ((BeginWriteResult.Begun) bucket(STALL).begin(NAME)).writing();
        network.stall();

        assertThatThrownBy(() -> writer.stream().write(bytes))
                .isInstanceOf(StorageWriteException.class)
                .hasMessageContaining("'offsite' does not answer in time");
        network.pass();
        writer.close();

        assertThat(bucket.list()).isEqualTo(new ListStoredFilesResult.Listed(List.of()));
    }

    @Test
    void a_slow_network_only_takes_its_time() throws IOException {
        network.delay(Duration.ofMillis(1));

        seal();
    }

    @Test
    void a_crash_of_the_storage_between_parts_and_seal_leaves_no_backup() throws IOException {
        ArtifactWriter writer = begun();
        writer.stream().write(bytes);
        writer.finish();
        network.refuse();

        assertThat(writer.seal(SampleArtifacts.companions())).isInstanceOf(DestinationUnavailableResult.class);
        writer.close();

        network.pass();
        assertThat(bucket.leftovers(NAME)).isEqualTo(new UnfinishedWriteState.Unsealed(KEY));
        assertThat(bucket.sweep(NAME)).isEqualTo(new UnfinishedWriteState.Nothing(KEY));
    }

    /** @param timeout time after which a storage without an answer is given up */
    private S3Bucket bucket(Duration timeout) {
        return new S3Bucket(S3TestStorage.location(name), S3TestStorage.settings(network.endpoint(), timeout));
    }

    private ArtifactWriter begun() {
        return ((BeginWriteResult.Begun) bucket.begin(NAME)).writing();
    }

    private FlushArtifactResult.Durable seal() throws IOException {
        try (ArtifactWriter writer = begun()) {
            writer.stream().write(bytes);
            FlushArtifactResult.Durable durable = (FlushArtifactResult.Durable) writer.finish();
            assertThat(writer.seal(SampleArtifacts.companions())).isInstanceOf(SealArtifactResult.Sealed.class);
            return durable;
        }
    }
}
