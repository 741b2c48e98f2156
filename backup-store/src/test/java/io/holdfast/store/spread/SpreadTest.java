package io.holdfast.store.spread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.Copy;
import io.holdfast.events.Failure;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.Companion;
import io.holdfast.store.Destination;
import io.holdfast.store.LocalDirectory;
import io.holdfast.store.Modes;
import io.holdfast.store.Rehash;
import io.holdfast.store.Rehashed;
import io.holdfast.store.Remains;
import io.holdfast.store.StorageException;
import io.holdfast.store.Terms;
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

class SpreadTest {

    private static final ArtifactName NAME =
            ArtifactName.parse("app_full_20260518_020000.dump").orElseThrow();
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(200);
    /** More than the ring holds, and no multiple of a place. */
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
        List<Copy> copies = written(Map.of(near, LONG, far, LONG));

        assertThat(copies).extracting(Copy::destination).containsExactlyInAnyOrder("near", "far");
        assertThat(copies).extracting(Copy::bytes).containsOnly((long) BYTES);
        assertThat(List.of(near, far))
                .allSatisfy(destination -> assertThat(Rehash.of(destination, NAME.key()))
                        .isEqualTo(new Rehashed.Hashed(
                                NAME.key(), BYTES, copies.getFirst().sha256())));
    }

    @Test
    void a_destination_that_becomes_full_does_not_harm_the_others() throws Exception {
        Destination full = new Wayward(far, 1 << 20, () -> {
            throw new StorageException("no room left at 'far'", true, null);
        });

        try (Spread spread = spread(Map.of(near, LONG, full, LONG))) {
            List<Copy> copies = write(spread);

            assertThat(copies).extracting(Copy::destination).containsExactly("near");
            assertThat(spread.setbacks())
                    .containsExactly(new Setback("far", Failure.STORAGE_FULL, "no room left at 'far'."));
        }
        await().until(() -> far.remains(NAME) instanceof Remains.Nothing);
    }

    @Test
    void a_destination_that_loses_bytes_without_an_error_has_no_copy() throws Exception {
        Destination losing = new Wayward(far, 1 << 20, () -> false);

        try (Spread spread = spread(Map.of(near, LONG, losing, LONG))) {
            List<Copy> copies = write(spread);

            assertThat(copies).extracting(Copy::destination).containsExactly("near");
            assertThat(spread.setbacks()).extracting(Setback::failure).containsExactly(Failure.STORAGE_UNAVAILABLE);
        }
        await().until(() -> far.remains(NAME) instanceof Remains.Nothing);
    }

    @Test
    void a_destination_that_takes_no_byte_is_left_behind_and_removes_its_part_when_it_wakes() throws Exception {
        CountDownLatch awake = new CountDownLatch(1);
        Destination hanging = new Wayward(far, 1 << 20, () -> hang(awake));

        try (Spread spread = spread(Map.of(near, LONG, hanging, SHORT))) {
            List<Copy> copies = write(spread);

            assertThat(copies).extracting(Copy::destination).containsExactly("near");
            assertThat(spread.setbacks()).extracting(Setback::failure).containsExactly(Failure.STALLED);
        }
        assertThat(far.remains(NAME)).isInstanceOf(Remains.Unsealed.class);
        awake.countDown();
        await().until(() -> far.remains(NAME) instanceof Remains.Nothing);
    }

    @Test
    void a_destination_that_is_away_is_told_and_left_out() throws Exception {
        Destination away = new LocalDirectory("away", folder.resolve("not mounted"), Modes.OWNER);

        try (Spread spread = spread(Map.of(near, LONG, away, LONG))) {
            List<Copy> copies = write(spread);

            assertThat(copies).extracting(Copy::destination).containsExactly("near");
            assertThat(spread.setbacks())
                    .singleElement()
                    .satisfies(setback -> assertThat(setback.message()).contains("mounted"));
        }
    }

    @Test
    void writing_fails_when_no_destination_is_left() throws Exception {
        Destination full = new Wayward(far, 1 << 20, () -> {
            throw new StorageException("no room left at 'far'", true, null);
        });

        try (Spread spread = spread(Map.of(full, LONG))) {
            assertThatThrownBy(() -> write(spread))
                    .isInstanceOfSatisfying(
                            StorageException.class, e -> assertThat(e.isFull()).isTrue());
        }
    }

    @Test
    void what_is_given_up_leaves_nothing() throws Exception {
        try (Spread spread = spread(Map.of(near, LONG, far, LONG))) {
            spread.stream().write(new byte[1 << 20]);
        }

        await().until(() ->
                near.remains(NAME) instanceof Remains.Nothing && far.remains(NAME) instanceof Remains.Nothing);
    }

    private List<Copy> written(Map<Destination, Duration> patience) throws Exception {
        try (Spread spread = spread(patience)) {
            return write(spread);
        }
    }

    private static Spread spread(Map<Destination, Duration> patience) throws InterruptedException {
        return Spread.begin(new LinkedHashMap<>(patience), NAME, Terms.NONE, LONG);
    }

    private static List<Copy> write(Spread spread) throws Exception {
        byte[] bytes = new byte[BYTES];
        new Random(7).nextBytes(bytes);
        for (int at = 0; at < BYTES; at += 100_000) {
            spread.stream().write(bytes, at, Math.min(100_000, BYTES - at));
        }
        assertThat(spread.finish()).isPresent();
        assertThat(spread.written()).isEqualTo(BYTES);
        return spread.seal(List.of(new Companion(Companion.Role.MANIFEST, "{}")));
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
        LocalDirectory directory = new LocalDirectory(id, folder.resolve(id), Modes.OWNER);
        directory.initialise();
        return directory;
    }
}
