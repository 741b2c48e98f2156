package io.holdfast.store.s3;

import static io.holdfast.store.Sample.KEY;
import static io.holdfast.store.Sample.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.events.Sha256;
import io.holdfast.localstack.testing.TcpProxy;
import io.holdfast.store.Beginning;
import io.holdfast.store.Finishing;
import io.holdfast.store.Listing;
import io.holdfast.store.Missing;
import io.holdfast.store.Opening;
import io.holdfast.store.Rehash;
import io.holdfast.store.Remains;
import io.holdfast.store.Room;
import io.holdfast.store.Sample;
import io.holdfast.store.Sealing;
import io.holdfast.store.StorageException;
import io.holdfast.store.Unavailable;
import io.holdfast.store.Writing;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a network does to a bucket. */
class FaultsIT {

    private static final Duration STALL = Duration.ofSeconds(1);
    private static final Duration PATIENT = Duration.ofSeconds(30);

    private final String name = Storage.newBucket();
    private final TcpProxy network = TcpProxy.before(Storage.SERVER.port());
    private final S3Bucket bucket = bucket(PATIENT);
    private final byte[] bytes = new byte[20_000_000];

    FaultsIT() {
        new Random(3).nextBytes(bytes);
    }

    @AfterEach
    void no_parts_are_left() {
        network.close();
        assertThat(Storage.uploads(Storage.access(Storage.SERVER.endpoint()), name))
                .isEmpty();
    }

    @Test
    void a_storage_that_is_gone_answers_nothing_to_anything() {
        network.refuse();

        assertThat(List.<Object>of(
                        bucket.room(),
                        bucket.list(),
                        bucket.look(KEY),
                        bucket.open(KEY),
                        bucket.delete(KEY),
                        bucket.begin(NAME),
                        bucket.remains(NAME),
                        bucket.sweep(NAME)))
                .allSatisfy(answer -> assertThat(answer)
                        .isEqualTo(new Unavailable("'offsite' cannot be reached: does the storage run? check"
                                + " holdfast.destinations.offsite.endpoint")));
    }

    @Test
    void an_upload_that_is_cut_for_good_is_given_up_and_swept_when_the_storage_is_back() throws IOException {
        Writing writing = begun();
        network.cutAfter(3_000_000);

        assertThatThrownBy(() -> writing.stream().write(bytes))
                .isInstanceOf(StorageException.class)
                .hasMessage("'offsite' broke off the connection: check the network, and try again");
        writing.close();

        network.pass();
        assertThat(bucket.look(KEY)).isInstanceOf(Missing.class);
        assertThat(bucket.sweep(NAME)).isEqualTo(new Remains.Nothing(KEY));
    }

    @Test
    void an_upload_that_is_cut_once_goes_on() throws IOException {
        try (Writing writing = begun()) {
            network.cutOnceAfter(3_000_000);
            writing.stream().write(bytes);
            writing.finish();

            assertThat(writing.seal(Sample.companions())).isInstanceOf(Sealing.Sealed.class);
        }
    }

    @Test
    void whoever_reads_goes_on_after_a_cut() throws Exception {
        Finishing.Durable written = seal();
        InputStream stream = ((Opening.Opened) bucket.open(KEY)).stream();
        network.cutOnceAfter(3_000_000);

        try (DigestInputStream read = new DigestInputStream(stream, Rehash.sha256())) {
            read.transferTo(OutputStream.nullOutputStream());

            assertThat(Sha256.of(read.getMessageDigest().digest())).isEqualTo(written.sha256());
        }
    }

    @Test
    void what_cannot_be_read_to_its_end_is_no_end() throws IOException {
        seal();
        try (InputStream stream = ((Opening.Opened) bucket.open(KEY)).stream()) {
            stream.readNBytes(1_000);
            network.refuse();

            assertThatThrownBy(stream::readAllBytes).isInstanceOf(StorageException.class);
        }
    }

    @Test
    void a_storage_that_stalls_is_left_after_its_time() throws IOException {
        network.stall();
        long start = System.nanoTime();

        Room room = bucket(STALL).room();

        assertThat(room)
                .isEqualTo(
                        new Unavailable("'offsite' does not answer in time: check the network, and whether the storage"
                                + " is overloaded"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(STALL.multipliedBy(10));
    }

    @Test
    void an_upload_that_stalls_is_left_after_its_time() throws IOException {
        Writing writing = ((Beginning.Begun) bucket(STALL).begin(NAME)).writing();
        network.stall();

        assertThatThrownBy(() -> writing.stream().write(bytes))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("'offsite' does not answer in time");
        network.pass();
        writing.close();

        assertThat(bucket.list()).isEqualTo(new Listing.Listed(List.of()));
    }

    @Test
    void a_slow_network_only_takes_its_time() throws IOException {
        network.delay(Duration.ofMillis(1));

        seal();
    }

    @Test
    void a_death_of_the_storage_between_parts_and_seal_leaves_no_backup() throws IOException {
        Writing writing = begun();
        writing.stream().write(bytes);
        writing.finish();
        network.refuse();

        assertThat(writing.seal(Sample.companions())).isInstanceOf(Unavailable.class);
        writing.close();

        network.pass();
        assertThat(bucket.remains(NAME)).isEqualTo(new Remains.Unsealed(KEY));
        assertThat(bucket.sweep(NAME)).isEqualTo(new Remains.Nothing(KEY));
    }

    /** @param timeout after which a storage that does not answer is given up */
    private S3Bucket bucket(Duration timeout) {
        return new S3Bucket(Storage.place(name), Storage.access(network.endpoint(), timeout));
    }

    private Writing begun() {
        return ((Beginning.Begun) bucket.begin(NAME)).writing();
    }

    private Finishing.Durable seal() throws IOException {
        try (Writing writing = begun()) {
            writing.stream().write(bytes);
            Finishing.Durable durable = (Finishing.Durable) writing.finish();
            assertThat(writing.seal(Sample.companions())).isInstanceOf(Sealing.Sealed.class);
            return durable;
        }
    }
}
