package io.holdfast.verify.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Finding;
import io.holdfast.events.VerificationLevel;
import io.holdfast.restoreengine.contents.ArchiveDecodeResult;
import io.holdfast.restoreengine.contents.RestoreScriptReadResult;
import io.holdfast.store.FileModes;
import io.holdfast.store.LocalDirectory;
import io.holdfast.store.settings.ConfiguredDestinations;
import io.holdfast.testing.TestSourceDatabase;
import io.holdfast.verify.drilling.SelfTestCopyDamage;
import io.holdfast.verify.verifying.BackupToVerify;
import io.holdfast.verify.verifying.CopyReadResult;
import io.holdfast.verify.verifying.CopyReader;
import io.holdfast.verify.verifying.DumpArchiveDecoder;
import io.holdfast.verify.verifying.TrustStatus;
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

class VerifierSelfTestTest {

    private static final int PROBES = 40;

    @TempDir
    Path folder;

    private BackupCopyRecord copy;
    private byte[] bytes;

    @BeforeEach
    void an_artifact() throws IOException {
        new LocalDirectory("local", folder.resolve("backups"), FileModes.OWNER).initialise();
        bytes = new byte[300_000];
        new Random(4).nextBytes(bytes);
        Arrays.fill(bytes, 100_000, 200_000, (byte) 0);
        Path file = Files.write(folder.resolve("backups/app_full_20260518_020000.dump"), bytes);
        copy = TestSourceDatabase.copy(file);
    }

    @Test
    void whatever_the_damage_it_is_noticed() {
        VerifierSelfTest probe = verifier(DestinationCopyReader::new, VerifierSelfTestTest::thatDoesNotDecode);

        for (int seed = 0; seed < PROBES; seed++) {
            assertThat(probe.probe(backup(), copy, seed).map(VerifierSelfTest.Probed::noticed))
                    .as("seed %d", seed)
                    .contains(true);
        }
    }

    @Test
    void a_verifier_that_compares_no_checksums_is_found_out() {
        VerifierSelfTest blind = verifier(here -> new ThatLikesEverything(), VerifierSelfTestTest::thatDecodes);

        assertThat(blind.probe(backup(), copy, 1).map(VerifierSelfTest.Probed::noticed))
                .contains(false);
    }

    @Test
    void a_verifier_that_decodes_what_is_cut_off_is_found_out() {
        VerifierSelfTest blind = verifier(DestinationCopyReader::new, VerifierSelfTestTest::thatDecodes);
        List<VerifierSelfTest.Probed> cut = new Random(1)
                .longs(200)
                .mapToObj(seed -> blind.probe(backup(), copy, seed).orElseThrow())
                .filter(probed -> probed.damage() instanceof SelfTestCopyDamage.Truncated)
                .toList();

        assertThat(cut).isNotEmpty().noneMatch(VerifierSelfTest.Probed::noticed);
    }

    @Test
    void the_real_copy_stays_as_it_is_and_the_private_one_goes() throws IOException {
        verifier(DestinationCopyReader::new, VerifierSelfTestTest::thatDoesNotDecode)
                .probe(backup(), copy, 3);

        assertThat(Files.readAllBytes(folder.resolve("backups").resolve(copy.key())))
                .isEqualTo(bytes);
        assertThat(folder.resolve("work")).isEmptyDirectory();
    }

    @Test
    void a_copy_that_is_bad_already_proves_nothing() throws IOException {
        Files.write(folder.resolve("backups").resolve(copy.key()), new byte[300_000]);

        assertThat(verifier(DestinationCopyReader::new, VerifierSelfTestTest::thatDoesNotDecode)
                        .probe(backup(), copy, 3))
                .isEmpty();
    }

    @Property(tries = 500)
    void damage_stays_within_the_file(@ForAll long seed, @ForAll @IntRange(min = 1, max = 400_000) int length) {
        switch (SelfTestCopyDamage.any(new Random(seed), length)) {
            case SelfTestCopyDamage.FlippedBit flip -> assertThat(flip.offset()).isBetween(0L, length - 1L);
            case SelfTestCopyDamage.Zeroed zeroed ->
                assertThat(zeroed.offset() + zeroed.length()).isLessThanOrEqualTo(length);
            case SelfTestCopyDamage.Truncated cut -> assertThat(cut.length()).isBetween(0L, length - 1L);
            case SelfTestCopyDamage.Swapped swap -> {
                assertThat(swap.first() + swap.length()).isLessThanOrEqualTo(swap.second());
                assertThat(swap.second() + swap.length()).isLessThanOrEqualTo(length);
            }
        }
    }

    private VerifierSelfTest verifier(
            Function<ConfiguredDestinations, CopyReader> l1, Function<ConfiguredDestinations, DumpArchiveDecoder> l2) {
        return new VerifierSelfTest(
                new ConfiguredDestinations(new SelfTestDestinationSettings(folder.resolve("backups"))),
                new WorkFolder(folder.resolve("work")),
                l1,
                l2,
                database -> VerificationLevel.L2);
    }

    private static DumpArchiveDecoder thatDecodes(ConfiguredDestinations here) {
        return (backup, copy) -> new ArchiveDecodeResult.Decoded(new RestoreScriptReadResult.Whole(List.of(), 0, 0));
    }

    private static DumpArchiveDecoder thatDoesNotDecode(ConfiguredDestinations here) {
        return (backup, copy) -> new ArchiveDecodeResult.Undecodable(new Finding("does_not_decode", "cut off"));
    }

    private static final class ThatLikesEverything implements CopyReader {

        @Override
        public CopyReadResult read(BackupCopyRecord copy) {
            return new CopyReadResult.Good(copy);
        }

        @Override
        public int distance(BackupCopyRecord copy) {
            return 0;
        }
    }

    private BackupToVerify backup() {
        return new BackupToVerify(
                new BackupId(new UUID(1, 2)),
                new DatabaseId("app"),
                BackupKind.FULL,
                Instant.EPOCH,
                copy.bytes(),
                Optional.of("15.18"),
                List.of(copy),
                TrustStatus.VERIFIED,
                false);
    }
}
