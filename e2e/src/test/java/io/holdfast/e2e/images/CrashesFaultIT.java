package io.holdfast.e2e.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.BackupRequested;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.Envelope;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.localstack.testing.NeedsProgram;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Containers crash at random, including broker and catalog, while requests arrive. The engine restarts them.
 * Afterwards, every request must have exactly one result.
 */
@Tag("containers")
@Tag("long")
@NeedsProgram({"container engine", "docker compose"})
class CrashesFaultIT {

    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("holdfast.crashes.seconds", 120));
    private static final long SEED = Long.getLong("holdfast.crashes.seed", System.nanoTime());
    private static final Duration DRAIN = Duration.ofMinutes(6);
    private static final URI SOMEBODY = URI.create("/e2e/crashes");

    private final Random random = new Random(SEED);
    private final PrintStream out = System.out;

    @Test
    void nothing_is_lost_and_nothing_is_done_twice() {
        try (Compose compose = Compose.up("compose.s3.yaml")) {
            compose.beside("psql -q -d shop -c \"create table orders as select generate_series(1, 10000) i\"");
            List<String> unlucky = new ArrayList<>(Compose.SERVICES);
            unlucky.addAll(List.of("kafka", "catalogue", "s3"));
            List<BackupId> requested = new ArrayList<>();
            long end = System.nanoTime() + TIME.toNanos();
            int crashes = 0;
            while (System.nanoTime() < end) {
                requested.add(ask(compose, requested.size()));
                pause();
                String victim = unlucky.get(random.nextInt(unlucky.size()));
                compose.crash(victim);
                crashes++;
                await("all run again").atMost(Duration.ofMinutes(2)).until(() -> compose.areUp(unlucky));
            }
            await("every service is ready")
                    .atMost(DRAIN)
                    .until(() -> Compose.SERVICES.stream().allMatch(compose::isReady));
            requested.forEach(backup -> compose.log().await(backup, BackupVerified.class, DRAIN));
            out.printf("crashes: seed %d, %d crashes, %d requests%n", SEED, crashes, requested.size());

            assertThat(requested)
                    .allSatisfy(backup -> assertThat(compose.log().about(backup, BackupCompleted.class))
                            .hasSize(1));
            Set<String> artifacts = compose.log().published(BackupCompleted.class).stream()
                    .flatMap(done -> done.copies().stream())
                    .filter(copy -> copy.destination().equals("local"))
                    .map(copy -> copy.key())
                    .collect(Collectors.toSet());
            await("no file is left that no event explains")
                    .atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(compose.backups())
                            .filteredOn(name -> name.endsWith(".dump") || name.endsWith(".partial"))
                            .containsExactlyInAnyOrderElementsOf(artifacts));
        }
    }

    /**
     * The broker may be down at the moment. A request that is sent again has the same id, so it counts as one request.
     */
    private BackupId ask(Compose compose, int number) {
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        BackupRequested request = new BackupRequested(Compose.DATABASE, BackupKind.FULL.label(), null, null);
        await("the broker takes request " + number)
                .atMost(DRAIN)
                .ignoreExceptions()
                .until(() -> !compose.log()
                        .publish(Envelope.of(SOMEBODY, id, Instant.now(), request))
                        .isEmpty());
        return BackupId.ofRequest(SOMEBODY, id, Compose.DATABASE, BackupKind.FULL.label());
    }

    /** Waits for a random time, so that the crash happens at any point of the work. */
    private void pause() {
        long end = System.nanoTime() + Duration.ofMillis(random.nextInt(4_000)).toNanos();
        await().pollInterval(Duration.ofMillis(20)).until(() -> System.nanoTime() >= end);
    }
}
