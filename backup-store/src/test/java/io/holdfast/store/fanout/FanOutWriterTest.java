package io.holdfast.store.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.FailureReason;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.ArtifactWriteOptions;
import io.holdfast.store.CompanionFile;
import io.holdfast.store.Destination;
import io.holdfast.store.FileModes;
import io.holdfast.store.LocalDirectory;
import io.holdfast.store.RehashArtifact;
import io.holdfast.store.RehashArtifactResult;
import io.holdfast.store.StorageWriteException;
import io.holdfast.store.UnfinishedWriteState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FanOutWriterTest {

    private static final ArtifactName NAME =
            ArtifactName.parse("app_full_20260518_020000.dump").orElseThrow();
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(200);
    /** More than the buffer holds, and not a multiple of a slot. */
    private static final int BYTES = (20 << 20) + 4711;

    @TempDir
    Path folder;

    private LocalDirectory near;
    private LocalDirectory far;

    @BeforeEach
    void two_directories() {
        near = directory("near");
        far = directory("far");
    }

    @Test
    void every_destination_gets_the_same_bytes() throws Exception {
        List<BackupCopyRecord> copies = written(Map.of(near, LONG, far, LONG));

        assertThat(copies).extracting(BackupCopyRecord::destination).containsExactlyInAnyOrder("near", "far");
        assertThat(copies).extracting(BackupCopyRecord::bytes).containsOnly((long) BYTES);
        assertThat(List.of(near, far))
                .allSatisfy(destination -> assertThat(RehashArtifact.of(destination, NAME.key()))
                        .isEqualTo(new RehashArtifactResult.Hashed(
                                NAME.key(), BYTES, copies.getFirst().sha256())));
    }

    @Test
    void a_destination_that_becomes_full_does_not_harm_the_others() throws Exception {
        Destination full = new FaultyDestination(far, 1 << 20, () -> {
            throw new StorageWriteException("no space left at 'far'", true, null);
        });

        try (FanOutWriter fanOut = fanOut(Map.of(near, LONG, full, LONG))) {
            List<BackupCopyRecord> copies = write(fanOut);

            assertThat(copies).extracting(BackupCopyRecord::destination).containsExactly("near");
            assertThat(fanOut.failures())
                    .containsExactly(
                            new DestinationWriteFailure("far", FailureReason.STORAGE_FULL, "no space left at 'far'."));
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> far.leftovers(NAME) instanceof UnfinishedWriteState.Nothing);
    }

    @Test
    void a_destination_that_loses_bytes_without_an_error_has_no_copy() throws Exception {
        Destination losing = new FaultyDestination(far, 1 << 20, () -> false);

        try (FanOutWriter fanOut = fanOut(Map.of(near, LONG, losing, LONG))) {
            List<BackupCopyRecord> copies = write(fanOut);

            assertThat(copies).extracting(BackupCopyRecord::destination).containsExactly("near");
            assertThat(fanOut.failures())
                    .extracting(DestinationWriteFailure::failure)
                    .containsExactly(FailureReason.STORAGE_UNAVAILABLE);
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> far.leftovers(NAME) instanceof UnfinishedWriteState.Nothing);
    }

    @Test
    void a_stalled_destination_is_dropped_and_removes_its_part_when_it_resumes() throws Exception {
        CountDownLatch awake = new CountDownLatch(1);
        Destination hanging = new FaultyDestination(far, 1 << 20, () -> hang(awake));

        try (FanOutWriter fanOut = fanOut(Map.of(near, LONG, hanging, SHORT))) {
            List<BackupCopyRecord> copies = write(fanOut);

            assertThat(copies).extracting(BackupCopyRecord::destination).containsExactly("near");
            assertThat(fanOut.failures())
                    .extracting(DestinationWriteFailure::failure)
                    .containsExactly(FailureReason.STALLED);
        }
        assertThat(far.leftovers(NAME)).isInstanceOf(UnfinishedWriteState.Unsealed.class);
        awake.countDown();
        await().atMost(Duration.ofMinutes(1)).until(() -> far.leftovers(NAME) instanceof UnfinishedWriteState.Nothing);
    }

    @Test
    void an_unavailable_destination_is_reported_and_skipped() throws Exception {
        Destination away = new LocalDirectory("away", folder.resolve("not mounted"), FileModes.OWNER);

        try (FanOutWriter fanOut = fanOut(Map.of(near, LONG, away, LONG))) {
            List<BackupCopyRecord> copies = write(fanOut);

            assertThat(copies).extracting(BackupCopyRecord::destination).containsExactly("near");
            assertThat(fanOut.failures())
                    .singleElement()
                    .satisfies(failure -> assertThat(failure.message()).contains("mounted"));
        }
    }

    @Test
    void writing_fails_when_no_destination_is_left() throws Exception {
        Destination full = new FaultyDestination(far, 1 << 20, () -> {
            throw new StorageWriteException("no space left at 'far'", true, null);
        });

        try (FanOutWriter fanOut = fanOut(Map.of(full, LONG))) {
            assertThatThrownBy(() -> write(fanOut))
                    .isInstanceOfSatisfying(
                            StorageWriteException.class,
                            e -> assertThat(e.isFull()).isTrue());
        }
    }

    @Test
    void what_is_given_up_leaves_nothing() throws Exception {
        try (FanOutWriter fanOut = fanOut(Map.of(near, LONG, far, LONG))) {
            fanOut.stream().write(new byte[1 << 20]);
        }

        await().atMost(Duration.ofMinutes(1))
                .until(() -> near.leftovers(NAME) instanceof UnfinishedWriteState.Nothing
                        && far.leftovers(NAME) instanceof UnfinishedWriteState.Nothing);
    }

    private List<BackupCopyRecord> written(Map<Destination, Duration> patience) throws Exception {
        try (FanOutWriter fanOut = fanOut(patience)) {
            return write(fanOut);
        }
    }

    private static FanOutWriter fanOut(Map<Destination, Duration> patience) throws InterruptedException {
        return FanOutWriter.begin(new LinkedHashMap<>(patience), NAME, ArtifactWriteOptions.NONE, LONG);
    }

    private static List<BackupCopyRecord> write(FanOutWriter fanOut) throws Exception {
        byte[] bytes = new byte[BYTES];
        new Random(7).nextBytes(bytes);
        for (int at = 0; at < BYTES; at += 100_000) {
            fanOut.stream().write(bytes, at, Math.min(100_000, BYTES - at));
        }
        assertThat(fanOut.finish()).isPresent();
        assertThat(fanOut.written()).isEqualTo(BYTES);
        return fanOut.seal(List.of(new CompanionFile(CompanionFile.Role.MANIFEST, "{}")));
    }

    private static boolean hang(CountDownLatch awake) {
        try {
            awake.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    private LocalDirectory directory(String id) {
        LocalDirectory directory = new LocalDirectory(id, folder.resolve(id), FileModes.OWNER);
        directory.initialise();
        return directory;
    }
}
