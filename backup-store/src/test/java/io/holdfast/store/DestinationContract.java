package io.holdfast.store;

import static io.holdfast.store.Sample.BYTES;
import static io.holdfast.store.Sample.KEY;
import static io.holdfast.store.Sample.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.holdfast.events.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every destination does, whatever it is made of. */
public abstract class DestinationContract {

    /** Always the same one in one test, empty at its start. */
    protected abstract Destination destination();

    /** Whether the storage is so made that one of several writers of a name always wins; never does more than one. */
    protected boolean alwaysHasAWinner() {
        return true;
    }

    @Test
    public void what_is_sealed_can_be_read_back_with_its_companions() throws IOException {
        Sealing.Sealed sealed = seal(BYTES);

        assertThat(sealed.copy().destination()).isEqualTo(destination().id());
        assertThat(sealed.copy().key()).isEqualTo(KEY.value());
        assertThat(sealed.copy().bytes()).isEqualTo(BYTES.length);
        assertThat(sealed.copy().sha256()).isEqualTo(Sample.sum());
        assertThat(Rehash.of(destination(), KEY)).isEqualTo(new Rehashed.Hashed(KEY, BYTES.length, Sample.sum()));
        assertThat(text(KEY.companion(Companion.Role.MANIFEST)))
                .contains(Sample.sum().hex());
        assertThat(ChecksumFile.parse(text(KEY.companion(Companion.Role.CHECKSUM)))
                        .of(KEY))
                .contains(Sample.sum());
    }

    @Test
    public void a_long_artifact_is_read_back_byte_by_byte() throws IOException {
        byte[] bytes = new byte[20_000_001];
        new Random(2).nextBytes(bytes);

        seal(bytes);

        assertThat(Rehash.of(destination(), KEY))
                .isEqualTo(new Rehashed.Hashed(
                        KEY, bytes.length, Sha256.of(Rehash.sha256().digest(bytes))));
    }

    @Test
    public void what_is_sealed_is_in_the_next_listing_in_order() throws IOException {
        seal(BYTES);

        assertThat(names()).containsExactly(KEY.value(), KEY + ".manifest.json", KEY + ".roles.sql", KEY + ".sha256");
        assertThat(destination().look(KEY))
                .asInstanceOf(type(Look.There.class))
                .extracting(Look.There::bytes)
                .isEqualTo((long) BYTES.length);
    }

    @Test
    public void an_artifact_that_is_being_written_is_no_backup_to_anyone() throws IOException {
        Writing writing = begun();
        writing.stream().write(new byte[10_000_000]);

        assertThat(artifacts()).isEmpty();
        assertThat(destination().look(KEY)).isEqualTo(new Missing(KEY));
        assertThat(destination().open(KEY)).isEqualTo(new Missing(KEY));
        assertThat(destination().remains(NAME)).isEqualTo(new Remains.Unsealed(KEY));
        writing.close();
    }

    @Test
    public void bytes_that_are_finished_and_not_sealed_are_no_backup_either() throws IOException {
        Writing writing = begun();
        writing.stream().write(BYTES);

        assertThat(writing.finish()).isEqualTo(new Finishing.Durable(BYTES.length, Sample.sum()));

        assertThat(artifacts()).isEmpty();
        assertThat(destination().open(KEY)).isEqualTo(new Missing(KEY));
        writing.close();
        assertThat(destination().remains(NAME)).isEqualTo(new Remains.Nothing(KEY));
    }

    @Test
    public void the_checksum_of_a_caller_that_hashes_the_bytes_itself_is_the_recorded_one() throws IOException {
        Sha256 callers = Sha256.of(Rehash.sha256().digest());
        Terms terms = Terms.NONE.withChecksum(() -> callers);
        try (Writing writing = ((Beginning.Begun) destination().begin(NAME, terms)).writing()) {
            writing.stream().write(BYTES);

            assertThat(writing.finish()).isEqualTo(new Finishing.Durable(BYTES.length, callers));
        }
    }

    @Test
    public void whoever_gives_up_leaves_nothing() throws IOException {
        try (Writing writing = begun()) {
            writing.stream().write(new byte[10_000_000]);
        }

        assertThat(destination().remains(NAME)).isEqualTo(new Remains.Nothing(KEY));
        assertThat(names()).isEmpty();
    }

    @Test
    public void of_many_who_want_a_name_one_gets_it_and_its_bytes_are_there() throws Exception {
        int writers = 4;
        CyclicBarrier together = new CyclicBarrier(writers);
        List<Future<String>> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            for (int i = 0; i < writers; i++) {
                byte[] bytes = ("bytes of " + i).getBytes(StandardCharsets.UTF_8);
                results.add(threads.submit((Callable<String>) () -> compete(together, bytes)));
            }
        }

        List<String> sums = new ArrayList<>();
        for (Future<String> result : results) {
            sums.add(result.get());
        }
        List<String> winners = sums.stream().filter(sum -> !sum.isEmpty()).toList();
        if (!alwaysHasAWinner()) {
            assertThat(winners).hasSizeLessThanOrEqualTo(1);
            return;
        }
        assertThat(winners).hasSize(1);
        assertThat(Rehash.of(destination(), KEY))
                .asInstanceOf(type(Rehashed.Hashed.class))
                .extracting(hashed -> hashed.sha256().hex())
                .isEqualTo(winners.getFirst());
        assertThat(text(KEY.companion(Companion.Role.CHECKSUM))).contains(winners.getFirst());
        assertThat(names()).hasSize(4);
    }

    /** Its checksum, or nothing where another one has won. */
    private String compete(CyclicBarrier together, byte[] bytes) throws Exception {
        Beginning beginning = destination().begin(NAME);
        together.await();
        if (!(beginning instanceof Beginning.Begun begun)) {
            assertThat(beginning).isEqualTo(new NameTaken(KEY));
            return "";
        }
        try (Writing writing = begun.writing()) {
            writing.stream().write(bytes);
            writing.finish();
            Sealing sealing = writing.seal(Sample.companions());
            if (sealing instanceof Sealing.Sealed sealed) {
                return sealed.copy().sha256().hex();
            }
            assertThat(sealing).isIn(new NameTaken(KEY), new Lost(KEY));
            return "";
        }
    }

    @Test
    public void a_name_that_is_taken_or_wanted_already_is_not_begun() throws IOException {
        try (Writing writing = begun()) {
            assertThat(destination().begin(NAME)).isEqualTo(new NameTaken(KEY));
            writing.stream().write(BYTES);
        }
        seal(BYTES);
        assertThat(destination().begin(NAME)).isEqualTo(new NameTaken(KEY));
        assertThat(destination().begin(NAME.next()))
                .isInstanceOfSatisfying(
                        Beginning.Begun.class, begun -> begun.writing().close());
    }

    @Test
    public void the_sweep_removes_what_a_dead_writer_left_and_it_cannot_seal_any_more() throws IOException {
        Writing asleep = begun();
        asleep.stream().write(BYTES);
        asleep.finish();

        assertThat(destination().sweep(NAME)).isEqualTo(new Remains.Nothing(KEY));

        assertThat(asleep.seal(Sample.companions())).isEqualTo(new Lost(KEY));
        asleep.close();
        assertThat(names()).isEmpty();
    }

    @Test
    public void the_sweep_leaves_what_is_sealed() throws IOException {
        seal(BYTES);

        assertThat(destination().sweep(NAME)).isEqualTo(new Remains.SealedThere(KEY));

        assertThat(names()).hasSize(4);
    }

    @Test
    public void facts_are_put_in_place_of_earlier_ones_and_go_with_the_artifact() throws IOException {
        seal(BYTES);

        destination().put(KEY, new Companion(Companion.Role.FACTS, "{\"level\":1}"));
        Placing placing = destination().put(KEY, new Companion(Companion.Role.FACTS, "{\"level\":2}"));

        Key facts = KEY.companion(Companion.Role.FACTS);
        assertThat(placing).isEqualTo(new Placing.Placed(facts));
        assertThat(text(facts)).isEqualTo("{\"level\":2}");
        assertThat(names()).hasSize(5).first().isEqualTo(KEY.value());
        destination().delete(KEY);
        assertThat(names()).isEmpty();
    }

    @Test
    public void what_is_deleted_is_gone_however_often_it_is_asked_for() throws IOException {
        seal(BYTES);

        assertThat(destination().delete(KEY)).isEqualTo(new Deletion.Deleted(KEY));
        assertThat(destination().delete(KEY)).isEqualTo(new Deletion.AlreadyGone(KEY));

        assertThat(names()).isEmpty();
        assertThat(destination().look(KEY)).isEqualTo(new Missing(KEY));
        assertThat(Rehash.of(destination(), KEY)).isEqualTo(new Missing(KEY));
    }

    @Test
    public void a_deletion_touches_nothing_but_its_artifact() throws IOException {
        seal(BYTES);
        try (Writing other = ((Beginning.Begun) destination().begin(NAME.next())).writing()) {
            other.stream().write(BYTES);
            other.finish();
            other.seal(Sample.companions());
        }

        destination().delete(KEY);

        assertThat(names())
                .hasSize(4)
                .allMatch(name -> name.startsWith(NAME.next().toString()));
    }

    @Test
    public void there_is_room() {
        assertThat(destination().room())
                .asInstanceOf(type(Room.Free.class))
                .extracting(Room.Free::bytes)
                .satisfies(bytes -> assertThat(bytes).isPositive());
    }

    protected Writing begun() {
        return ((Beginning.Begun) destination().begin(NAME)).writing();
    }

    protected Sealing.Sealed seal(byte[] bytes) throws IOException {
        try (Writing writing = begun()) {
            writing.stream().write(bytes);
            writing.finish();
            return (Sealing.Sealed) writing.seal(Sample.companions());
        }
    }

    protected List<String> names() {
        return ((Listing.Listed) destination().list())
                .files().stream().map(Stored::fileName).toList();
    }

    private List<Stored> artifacts() {
        return ((Listing.Listed) destination().list()).artifacts();
    }

    protected String text(Key key) throws IOException {
        try (InputStream in = ((Opening.Opened) destination().open(key)).stream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
