package io.holdfast.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker and the server end when the JVM that started them is killed. */
class BoundIT {

    @TempDir
    Path home;

    /** Starts both, reports it, and then waits to be killed. */
    static final class Starter {

        private Starter() {}

        public static void main(String[] arguments) throws InterruptedException {
            Path home = Path.of(arguments[0]);
            KafkaBroker.start(home.resolve("kafka"));
            PostgresServer.start(home.resolve("postgres"));
            Thread.currentThread().join();
        }
    }

    @Test
    void nothing_survives_a_kill_of_the_jvm_that_started_it() throws Exception {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
        Process starter = BackgroundProcessLauncher.start(
                OsUser.OURSELVES,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starter.class.getName(),
                        home.toString()),
                ProcessEnvironment.plain(),
                home,
                home.resolve("starter.log"),
                ProcessLifetime.BOUND);
        await().atMost(Duration.ofMinutes(3))
                .until(() -> PostgresServer.running(home.resolve("postgres")).isPresent());
        assertThat(KafkaBroker.running(home.resolve("kafka"))).isPresent();

        starter.destroyForcibly();

        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            assertThat(ManagedProcess.marked(home.toString())).isEmpty();
        });
    }
}
