package io.holdfast.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.e2e.Installation;
import io.holdfast.events.BackupCopyEvent.BackupProtected;
import io.holdfast.events.BackupId;
import io.holdfast.events.DumpEvent;
import io.holdfast.events.DumpEvent.BackupCancelled;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupFailed;
import io.holdfast.events.DumpEvent.BackupRejected;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.localstack.LocalStack;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Publishes requests while random services and the S3 server are killed at random. Afterwards, every request must have
 * exactly one result. It takes long, so it runs only on request: {@code bench/soak}.
 */
@Tag("soak")
@ResourceLock(FaultInstallation.LOCK)
class SoakIT {

    private static final int KILLS = Integer.getInteger("holdfast.soak.kills", 200);
    private static final long SEED = Long.getLong("holdfast.soak.seed", System.nanoTime());
    private static final List<String> COMPANIONS =
            List.of(".manifest.json", ".manifest.sig", ".sha256", ".roles.sql", ".facts.json");
    private static final Duration DRAIN = Duration.ofMinutes(15);

    private final Random random = new Random(SEED);
    private final PrintStream out = System.out;

    @Test
    void under_random_kills_every_request_has_one_result() {
        Installation installation = FaultInstallation.withOffSite();
        List<BackupId> requested = new ArrayList<>();
        int kills = 0;
        int rounds = 0;
        long begun = System.nanoTime();

        while (kills < KILLS) {
            ask(installation, requested);
            pause();
            kills += killSome(installation);
            installation.heal();
            rounds++;
            out.printf(
                    "soak: %d kills in %d rounds, %d requests, %d completed%n",
                    kills,
                    rounds,
                    requested.size(),
                    completed(installation, requested).size());
        }

        requested.forEach(backup -> installation.log().await(backup, DumpEvent.class, SoakIT::isTerminal, DRAIN));
        completed(installation, requested)
                .forEach(done -> installation.log().await(done.backup(), BackupVerified.class, DRAIN));
        completed(installation, requested)
                .forEach(done -> installation.log().await(done.backup(), BackupProtected.class, DRAIN));
        assertBalanced(installation, requested);
        out.printf(
                "soak: seed %d, %d kills, %d requests, %d completed and verified, %d given up, %d s%n",
                SEED,
                kills,
                requested.size(),
                completed(installation, requested).size(),
                requested.size() - completed(installation, requested).size(),
                Duration.ofNanos(System.nanoTime() - begun).toSeconds());
    }

    private void assertBalanced(Installation installation, List<BackupId> requested) {
        for (BackupId backup : requested) {
            assertThat(installation.log().about(backup, DumpEvent.class).stream()
                            .filter(SoakIT::isTerminal))
                    .as("terminal events of " + backup)
                    .hasSize(1);
        }
        Set<String> artifacts = installation.log().all().stream()
                .map(envelope -> envelope.message())
                .filter(BackupCompleted.class::isInstance)
                .map(event -> ((BackupCompleted) event).copies().getFirst().key())
                .collect(Collectors.toSet());
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(installation.files())
                        .filteredOn(name -> name.endsWith(".dump") || name.endsWith(".partial"))
                        .as("files that no event explains")
                        .isSubsetOf(artifacts));
        assertThat(installation.files()).as("missing artifacts").containsAll(artifacts);
        assertThat(installation.objects())
                .filteredOn(
                        name -> name.contains(".dump") && COMPANIONS.stream().noneMatch(name::endsWith))
                .as("artifacts and unfinished uploads in the bucket")
                .containsExactlyInAnyOrderElementsOf(artifacts);
    }

    private static boolean isTerminal(DumpEvent event) {
        return switch (event) {
            case BackupCompleted completed -> true;
            case BackupFailed failed -> failed.isFinal();
            case BackupRejected rejected -> true;
            case BackupCancelled cancelled -> true;
            case DumpEvent.BackupAccepted accepted -> false;
            case DumpEvent.BackupStarted started -> false;
            case DumpEvent.BackupMissed missed -> false;
            case DumpEvent.BackupImported imported -> false;
        };
    }

    private static List<BackupCompleted> completed(Installation installation, List<BackupId> requested) {
        Set<BackupId> ours = Set.copyOf(requested);
        return installation.log().published(BackupCompleted.class).stream()
                .filter(completed -> ours.contains(completed.backup()))
                .toList();
    }

    private void ask(Installation installation, List<BackupId> requested) {
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            requested.add(installation.request(FaultInstallation.SMALL));
        }
    }

    private int killSome(Installation installation) {
        List<String> services = new ArrayList<>(LocalStack.SERVICES);
        Collections.shuffle(services, random);
        List<String> unlucky = services.subList(0, random.nextInt(1, services.size() + 1));
        unlucky.forEach(name -> installation.service(name).kill9());
        boolean bucketToo = random.nextInt(4) == 0;
        if (bucketToo) {
            installation.stack().offSite().orElseThrow().kill();
        }
        return unlucky.size() + (bucketToo ? 1 : 0);
    }

    /** Waits for a random time, so that the kill happens at any point of the work. */
    private void pause() {
        long end = System.nanoTime() + Duration.ofMillis(random.nextInt(3_000)).toNanos();
        await().pollInterval(Duration.ofMillis(20)).until(() -> System.nanoTime() >= end);
    }
}
