package io.holdfast.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.localstack.testing.NeedsProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The base with the real images: what the documentation describes is enough to run it, and to stop it in an orderly
 * way.
 */
@Tag("containers")
@NeedsProgram({"podman", "kubectl"})
@EnabledIf(value = "hasImages", disabledReason = "no images: e2e/containers/build kafka, deploy/images/build")
class KubePlayIT {

    private static final String DUMP = "dump-service";

    private static @Nullable KubePlay shared;

    static boolean hasImages() {
        return DeployInfrastructure.isPossible() && KubePlay.hasImages();
    }

    @BeforeAll
    static void play(@TempDir Path folder) throws IOException {
        shared = new KubePlay(folder);
    }

    @AfterAll
    static void clear_away() {
        if (shared != null) {
            shared.close();
        }
    }

    @Test
    void a_request_becomes_a_verified_backup_on_the_shared_volume() {
        KubePlay kubePlay = Objects.requireNonNull(shared);
        try (DeployTestClient client = new DeployTestClient(kubePlay.fixture().bootstrap())) {
            client.ask("app");

            JsonNode verified = client.await("verified", of("database", "app"));

            assertThat(verified.path("level").asText()).isEqualTo("L2");
            assertThat(kubePlay.inside("retention-service", "ls", "-l", "/var/backups/holdfast"))
                    .containsPattern("-rw-r----- .* app_full_\\d{8}_\\d{6}\\.dump\n");
        }
    }

    @Test
    void a_pod_that_is_told_to_stop_in_the_middle_of_a_dump_hands_it_back_within_its_grace() {
        KubePlay kubePlay = Objects.requireNonNull(shared);
        try (DeployTestClient client = new DeployTestClient(kubePlay.fixture().bootstrap())) {
            String backup;
            Duration taken;
            try (TableLock lock = new TableLock(kubePlay.fixture(), "app", "orders")) {
                client.ask("app");
                backup = client.await("started", of("database", "app"))
                        .path("backup")
                        .asText();
                lock.awaitSomebody();
                long begun = System.nanoTime();

                Podman.run("stop", "-t", "30", kubePlay.container(DUMP));

                taken = Duration.ofNanos(System.nanoTime() - begun);
            }
            assertThat(taken).isLessThan(Duration.ofSeconds(25));
            JsonNode failed = client.await("failed", of("backup", backup));
            assertThat(failed.path("failure").asText()).isEqualTo("interrupted");
            assertThat(failed.path("retryAt").isTextual()).isTrue();
            assertThat(kubePlay.inside("retention-service", "ls", "-a", "/var/backups/holdfast"))
                    .doesNotContain(".partial");

            Podman.run("start", kubePlay.container(DUMP));
            client.await("verified", of("backup", backup));
            assertThat(client.all("completed")).filteredOn(of("backup", backup)).hasSize(1);
        }
    }

    private static Predicate<JsonNode> of(String field, String value) {
        return data -> data.path(field).asText().equals(value);
    }
}
