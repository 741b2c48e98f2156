package io.holdfast.verify.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupId;
import io.holdfast.events.Copy;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Finding;
import io.holdfast.events.Kind;
import io.holdfast.events.Level;
import io.holdfast.restoring.contents.Decoding;
import io.holdfast.restoring.contents.Script;
import io.holdfast.store.LocalDirectory;
import io.holdfast.store.Modes;
import io.holdfast.store.settings.Destinations;
import io.holdfast.testing.Source;
import io.holdfast.verify.drilling.Damage;
import io.holdfast.verify.verifying.Archives;
import io.holdfast.verify.verifying.Backup;
import io.holdfast.verify.verifying.Copies;
import io.holdfast.verify.verifying.CopyLook;
import io.holdfast.verify.verifying.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeVerifierTest {

    private static final int PROBES = 40;

    @TempDir
    Path folder;

    private Copy copy;
    private byte[] bytes;

    @BeforeEach
    void an_artifact() throws IOException {
        new LocalDirectory("local", folder.resolve("backups"), Modes.OWNER).initialise();
        bytes = new byte[300_000];
        new Random(4).nextBytes(bytes);
        Arrays.fill(bytes, 100_000, 200_000, (byte) 0);
        Path file = Files.write(folder.resolve("backups/app_full_20260518_020000.dump"), bytes);
        copy = Source.copy(file);
    }

    @Test
    void whatever_the_damage_it_is_noticed() {
        ProbeVerifier probe = verifier(StoredCopies::new, ProbeVerifierTest::thatDoesNotDecode);

        for (int seed = 0; seed < PROBES; seed++) {
            assertThat(probe.probe(backup(), copy, seed).map(ProbeVerifier.Probed::noticed))
                    .as("seed %d", seed)
                    .contains(true);
        }
    }

    @Test
    void a_verifier_that_compares_no_checksums_is_found_out() {
        ProbeVerifier blind = verifier(here -> new ThatLikesEverything(), ProbeVerifierTest::thatDecodes);

        assertThat(blind.probe(backup(), copy, 1).map(ProbeVerifier.Probed::noticed))
                .contains(false);
    }

    @Test
    void a_verifier_that_decodes_what_is_cut_off_is_found_out() {
        ProbeVerifier blind = verifier(StoredCopies::new, ProbeVerifierTest::thatDecodes);
        List<ProbeVerifier.Probed> cut = new Random(1)
                .longs(200)
                .mapToObj(seed -> blind.probe(backup(), copy, seed).orElseThrow())
                .filter(probed -> probed.damage() instanceof Damage.Truncated)
                .toList();

        assertThat(cut).isNotEmpty().noneMatch(ProbeVerifier.Probed::noticed);
    }

    @Test
    void the_real_copy_stays_as_it_is_and_the_private_one_goes() throws IOException {
        verifier(StoredCopies::new, ProbeVerifierTest::thatDoesNotDecode).probe(backup(), copy, 3);

        assertThat(Files.readAllBytes(folder.resolve("backups").resolve(copy.key())))
                .isEqualTo(bytes);
        assertThat(folder.resolve("work")).isEmptyDirectory();
    }

    @Test
    void a_copy_that_is_bad_already_proves_nothing() throws IOException {
        Files.write(folder.resolve("backups").resolve(copy.key()), new byte[300_000]);

        assertThat(verifier(StoredCopies::new, ProbeVerifierTest::thatDoesNotDecode)
                        .probe(backup(), copy, 3))
                .isEmpty();
    }

    @Property(tries = 500)
    void damage_stays_within_the_file(@ForAll long seed, @ForAll @IntRange(min = 1, max = 400_000) int length) {
        switch (Damage.any(new Random(seed), length)) {
            case Damage.FlippedBit flip -> assertThat(flip.offset()).isBetween(0L, length - 1L);
            case Damage.Zeroed zeroed ->
                assertThat(zeroed.offset() + zeroed.length()).isLessThanOrEqualTo(length);
            case Damage.Truncated cut -> assertThat(cut.length()).isBetween(0L, length - 1L);
            case Damage.Swapped swap -> {
                assertThat(swap.first() + swap.length()).isLessThanOrEqualTo(swap.second());
                assertThat(swap.second() + swap.length()).isLessThanOrEqualTo(length);
            }
        }
    }

    private ProbeVerifier verifier(Function<Destinations, Copies> l1, Function<Destinations, Archives> l2) {
        return new ProbeVerifier(
                new Destinations(new OneFolder(folder.resolve("backups"))),
                new WorkFolder(folder.resolve("work")),
                l1,
                l2,
                database -> Level.L2);
    }

    private static Archives thatDecodes(Destinations here) {
        return (backup, copy) -> new Decoding.Decoded(new Script.Whole(List.of(), 0, 0));
    }

    private static Archives thatDoesNotDecode(Destinations here) {
        return (backup, copy) -> new Decoding.Undecodable(new Finding("does_not_decode", "cut off"));
    }

    private static final class ThatLikesEverything implements Copies {

        @Override
        public CopyLook look(Copy copy) {
            return new CopyLook.Good(copy);
        }

        @Override
        public int distance(Copy copy) {
            return 0;
        }
    }

    private Backup backup() {
        return new Backup(
                new BackupId(new UUID(1, 2)),
                new DatabaseId("app"),
                Kind.FULL,
                Instant.EPOCH,
                copy.bytes(),
                Optional.of("15.18"),
                List.of(copy),
                Trust.VERIFIED,
                false);
    }
}
