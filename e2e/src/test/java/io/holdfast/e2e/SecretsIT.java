package io.holdfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.localstack.LocalStack;
import io.holdfast.localstack.PostgresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The password of the source database appears only where it was configured. */
@ResourceLock(SharedInstallation.LOCK)
class SecretsIT {

    private static final AtomicBoolean LEAKED = new AtomicBoolean();
    private static final AtomicBoolean ENVIRONMENT_SEEN = new AtomicBoolean();
    private static final AtomicBoolean IN_AN_ENVIRONMENT = new AtomicBoolean();
    private static final AtomicBoolean PG_DUMP_SEEN = new AtomicBoolean();

    private static Installation installation;
    private static String password;

    /** Inspects all processes of this machine as often as possible, while one backup succeeds and another fails. */
    @BeforeAll
    static void processes_are_watched_during_a_backup() throws InterruptedException {
        installation = SharedInstallation.installation();
        password = installation.source().password();
        AtomicBoolean done = new AtomicBoolean();
        Thread watcher = Thread.ofPlatform().start(() -> {
            while (!done.get()) {
                ProcessHandle.allProcesses().forEach(SecretsIT::lookAt);
            }
        });
        EndToEndLog log = installation.log();
        log.request("{\"database\":\"app\",\"label\":\"watched\"}");
        log.request("{\"database\":\"absent\",\"label\":\"watched\"}");
        BackupCompleted completed = log.await(BackupCompleted.class, event -> "watched".equals(event.label()));
        log.await(BackupVerified.class, event -> event.backup().equals(completed.backup()));
        done.set(true);
        watcher.join();
    }

    private static void lookAt(ProcessHandle process) {
        try {
            byte[] bytes = Files.readAllBytes(Path.of("/proc/" + process.pid() + "/cmdline"));
            String commandLine = new String(bytes, StandardCharsets.UTF_8);
            if (commandLine.contains("pg_dump")) {
                PG_DUMP_SEEN.set(true);
                lookAtEnvironment(process);
            }
            if (commandLine.contains(password)) {
                LEAKED.set(true);
            }
        } catch (IOException e) {
            // It has ended in the meantime, like most.
        }
    }

    private static void lookAtEnvironment(ProcessHandle process) throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of("/proc/" + process.pid() + "/environ"));
        String environment = new String(bytes, StandardCharsets.UTF_8);
        // Other tests also start pg_dump, but not in the way of the services.
        if (environment.contains("PGSERVICE=holdfast")) {
            ENVIRONMENT_SEEN.set(true);
            IN_AN_ENVIRONMENT.compareAndSet(false, environment.contains(password));
        }
    }

    @Test
    void no_environment_of_a_program_shows_the_password() {
        assertThat(ENVIRONMENT_SEEN).as("pg_dump was observed while running").isTrue();
        assertThat(IN_AN_ENVIRONMENT).isFalse();
    }

    @Test
    void no_command_line_shows_the_password() {
        assertThat(PG_DUMP_SEEN).as("pg_dump was observed while running").isTrue();
        assertThat(LEAKED).isFalse();
    }

    @Test
    void no_log_shows_the_password() throws IOException {
        for (String service : LocalStack.SERVICES) {
            assertThat(Files.readString(installation.stack().log(service)))
                    .as(service)
                    .isNotEmpty()
                    .doesNotContain(password);
        }
    }

    @Test
    void no_message_shows_the_password() {
        assertThat(installation.log().everything()).isNotEmpty().noneMatch(text -> text.contains(password));
    }

    @Test
    void the_catalogue_does_not_hold_the_password() {
        PostgresServer catalogue = installation.stack().catalogue().orElseThrow();
        String everything = Shell.run(
                        installation.backups(),
                        Map.of(
                                "PGHOST", catalogue.host(),
                                "PGPORT", Integer.toString(catalogue.port()),
                                "PGUSER", catalogue.superuser(),
                                "PGPASSWORD", catalogue.password()),
                        "pg_dump " + LocalStack.CATALOGUE)
                .ok();

        assertThat(everything).contains("outbox").doesNotContain(password);
    }

    @Test
    void no_file_beside_an_artifact_holds_the_password() throws IOException {
        try (Stream<Path> files = Files.list(installation.backups())) {
            List<Path> companions =
                    files.filter(file -> !file.toString().endsWith(".dump")).toList();
            assertThat(companions).isNotEmpty();
            for (Path companion : companions) {
                assertThat(Files.readString(companion)).as(companion.toString()).doesNotContain(password);
            }
        }
    }
}
