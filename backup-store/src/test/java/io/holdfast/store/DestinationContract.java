package io.holdfast.store;

import static io.holdfast.store.SampleArtifacts.BYTES;
import static io.holdfast.store.SampleArtifacts.KEY;
import static io.holdfast.store.SampleArtifacts.NAME;
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

/** The common behavior of all destinations. */
public abstract class DestinationContract {

    /** The same destination during one test, empty at its start. */
    protected abstract Destination destination();

    /** Whether one of several writers of a name always wins; there are never two winners. */
    protected boolean alwaysHasAWinner() {
        return true;
    }

    @Test
    public void what_is_sealed_can_be_read_back_with_its_companions() throws IOException {
        SealArtifactResult.Sealed sealed = seal(BYTES);

        assertThat(sealed.copy().destination()).isEqualTo(destination().id());
        assertThat(sealed.copy().key()).isEqualTo(KEY.value());
        assertThat(sealed.copy().bytes()).isEqualTo(BYTES.length);
        assertThat(sealed.copy().sha256()).isEqualTo(SampleArtifacts.sum());
        assertThat(RehashArtifact.of(destination(), KEY))
                .isEqualTo(new RehashArtifactResult.Hashed(KEY, BYTES.length, SampleArtifacts.sum()));
        assertThat(text(KEY.companion(CompanionFile.Role.MANIFEST)))
                .contains(SampleArtifacts.sum().hex());
        assertThat(ChecksumFile.parse(text(KEY.companion(CompanionFile.Role.CHECKSUM)))
                        .of(KEY))
                .contains(SampleArtifacts.sum());
    }

    @Test
    public void a_long_artifact_is_read_back_byte_by_byte() throws IOException {
        byte[] bytes = new byte[20_000_001];
        new Random(2).nextBytes(bytes);

        seal(bytes);

        assertThat(RehashArtifact.of(destination(), KEY))
                .isEqualTo(new RehashArtifactResult.Hashed(
                        KEY, bytes.length, Sha256.of(RehashArtifact.sha256().digest(bytes))));
    }

    @Test
    public void what_is_sealed_is_in_the_next_listing_in_order() throws IOException {
        seal(BYTES);

        assertThat(names()).containsExactly(KEY.value(), KEY + ".manifest.json", KEY + ".roles.sql", KEY + ".sha256");
        assertThat(destination().stat(KEY))
                .asInstanceOf(type(StatArtifactResult.There.class))
                .extracting(StatArtifactResult.There::bytes)
                .isEqualTo((long) BYTES.length);
    }

    @Test
    public void an_artifact_that_is_being_written_is_not_a_backup() throws IOException {
        ArtifactWriter writer = begun();
        writer.stream().write(new byte[10_000_000]);

        assertThat(artifacts()).isEmpty();
        assertThat(destination().stat(KEY)).isEqualTo(new ArtifactMissingResult(KEY));
        assertThat(destination().open(KEY)).isEqualTo(new ArtifactMissingResult(KEY));
        assertThat(destination().leftovers(NAME)).isEqualTo(new UnfinishedWriteState.Unsealed(KEY));
        writer.close();
    }

    @Test
    public void bytes_that_are_finished_and_not_sealed_are_no_backup_either() throws IOException {
        ArtifactWriter writer = begun();
        writer.stream().write(BYTES);

        assertThat(writer.finish()).isEqualTo(new FlushArtifactResult.Durable(BYTES.length, SampleArtifacts.sum()));

        assertThat(artifacts()).isEmpty();
        assertThat(destination().open(KEY)).isEqualTo(new ArtifactMissingResult(KEY));
        writer.close();
        assertThat(destination().leftovers(NAME)).isEqualTo(new UnfinishedWriteState.Nothing(KEY));
    }

    @Test
    public void the_checksum_of_a_caller_that_hashes_the_bytes_itself_is_the_recorded_one() throws IOException {
        Sha256 callers = Sha256.of(RehashArtifact.sha256().digest());
        ArtifactWriteOptions options = ArtifactWriteOptions.NONE.withChecksum(() -> callers);
        try (ArtifactWriter writer = ((BeginWriteResult.Begun) destination().begin(NAME, options)).writing()) {
            writer.stream().write(BYTES);

            assertThat(writer.finish()).isEqualTo(new FlushArtifactResult.Durable(BYTES.length, callers));
        }
    }

    @Test
    public void an_abandoned_write_leaves_nothing() throws IOException {
        try (ArtifactWriter writer = begun()) {
            writer.stream().write(new byte[10_000_000]);
        }

        assertThat(destination().leftovers(NAME)).isEqualTo(new UnfinishedWriteState.Nothing(KEY));
        assertThat(names()).isEmpty();
    }

    @Test
    public void one_of_many_writers_gets_a_name_and_its_bytes_are_stored() throws Exception {
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
        assertThat(RehashArtifact.of(destination(), KEY))
                .asInstanceOf(type(RehashArtifactResult.Hashed.class))
                .extracting(hashed -> hashed.sha256().hex())
                .isEqualTo(winners.getFirst());
        assertThat(text(KEY.companion(CompanionFile.Role.CHECKSUM))).contains(winners.getFirst());
        assertThat(names()).hasSize(4);
    }

    /** The checksum, or nothing if another writer has won. */
    private String compete(CyclicBarrier together, byte[] bytes) throws Exception {
        BeginWriteResult beginResult = destination().begin(NAME);
        together.await();
        if (!(beginResult instanceof BeginWriteResult.Begun begun)) {
            assertThat(beginResult).isEqualTo(new ArtifactNameTakenResult(KEY));
            return "";
        }
        try (ArtifactWriter writer = begun.writing()) {
            writer.stream().write(bytes);
            writer.finish();
            SealArtifactResult sealResult = writer.seal(SampleArtifacts.companions());
            if (sealResult instanceof SealArtifactResult.Sealed sealed) {
                return sealed.copy().sha256().hex();
            }
            assertThat(sealResult).isIn(new ArtifactNameTakenResult(KEY), new UnsealedArtifactRemovedResult(KEY));
            return "";
        }
    }

    @Test
    public void a_name_that_is_taken_or_reserved_is_not_started() throws IOException {
        try (ArtifactWriter writer = begun()) {
            assertThat(destination().begin(NAME)).isEqualTo(new ArtifactNameTakenResult(KEY));
            writer.stream().write(BYTES);
        }
        seal(BYTES);
        assertThat(destination().begin(NAME)).isEqualTo(new ArtifactNameTakenResult(KEY));
        assertThat(destination().begin(NAME.next()))
                .isInstanceOfSatisfying(
                        BeginWriteResult.Begun.class, begun -> begun.writing().close());
    }

    @Test
    public void the_sweep_removes_what_a_dead_writer_left_and_it_cannot_seal_any_more() throws IOException {
        ArtifactWriter asleep = begun();
        asleep.stream().write(BYTES);
        asleep.finish();

        assertThat(destination().sweep(NAME)).isEqualTo(new UnfinishedWriteState.Nothing(KEY));

        assertThat(asleep.seal(SampleArtifacts.companions())).isEqualTo(new UnsealedArtifactRemovedResult(KEY));
        asleep.close();
        assertThat(names()).isEmpty();
    }

    @Test
    public void the_sweep_leaves_what_is_sealed() throws IOException {
        seal(BYTES);

        assertThat(destination().sweep(NAME)).isEqualTo(new UnfinishedWriteState.SealedThere(KEY));

        assertThat(names()).hasSize(4);
    }

    @Test
    public void facts_are_put_in_place_of_earlier_ones_and_go_with_the_artifact() throws IOException {
        seal(BYTES);

        destination().put(KEY, new CompanionFile(CompanionFile.Role.FACTS, "{\"level\":1}"));
        StoreCompanionFileResult putResult =
                destination().put(KEY, new CompanionFile(CompanionFile.Role.FACTS, "{\"level\":2}"));

        ObjectKey facts = KEY.companion(CompanionFile.Role.FACTS);
        assertThat(putResult).isEqualTo(new StoreCompanionFileResult.Placed(facts));
        assertThat(text(facts)).isEqualTo("{\"level\":2}");
        assertThat(names()).hasSize(5).first().isEqualTo(KEY.value());
        destination().delete(KEY);
        assertThat(names()).isEmpty();
    }

    @Test
    public void what_is_deleted_is_gone_however_often_it_is_asked_for() throws IOException {
        seal(BYTES);

        assertThat(destination().delete(KEY)).isEqualTo(new DeleteArtifactResult.Deleted(KEY));
        assertThat(destination().delete(KEY)).isEqualTo(new DeleteArtifactResult.AlreadyGone(KEY));

        assertThat(names()).isEmpty();
        assertThat(destination().stat(KEY)).isEqualTo(new ArtifactMissingResult(KEY));
        assertThat(RehashArtifact.of(destination(), KEY)).isEqualTo(new ArtifactMissingResult(KEY));
    }

    @Test
    public void a_deletion_touches_nothing_but_its_artifact() throws IOException {
        seal(BYTES);
        try (ArtifactWriter other = ((BeginWriteResult.Begun) destination().begin(NAME.next())).writing()) {
            other.stream().write(BYTES);
            other.finish();
            other.seal(SampleArtifacts.companions());
        }

        destination().delete(KEY);

        assertThat(names())
                .hasSize(4)
                .allMatch(name -> name.startsWith(NAME.next().toString()));
    }

    @Test
    public void there_is_room() {
        assertThat(destination().freeSpace())
                .asInstanceOf(type(FreeSpace.Free.class))
                .extracting(FreeSpace.Free::bytes)
                .satisfies(bytes -> assertThat(bytes).isPositive());
    }

    protected ArtifactWriter begun() {
        return ((BeginWriteResult.Begun) destination().begin(NAME)).writing();
    }

    protected SealArtifactResult.Sealed seal(byte[] bytes) throws IOException {
        try (ArtifactWriter writer = begun()) {
            writer.stream().write(bytes);
            writer.finish();
            return (SealArtifactResult.Sealed) writer.seal(SampleArtifacts.companions());
        }
    }

    protected List<String> names() {
        return ((ListStoredFilesResult.Listed) destination().list())
                .files().stream().map(StoredFile::fileName).toList();
    }

    private List<StoredFile> artifacts() {
        return ((ListStoredFilesResult.Listed) destination().list()).artifacts();
    }

    protected String text(ObjectKey key) throws IOException {
        try (InputStream in = ((OpenArtifactResult.Opened) destination().open(key)).stream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
