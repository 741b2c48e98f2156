package io.holdfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.DumpEvent.BackupAccepted;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationLevel;
import io.holdfast.events.codec.Json;
import io.holdfast.localstack.testing.NeedsProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The main use case for a user who knows only the documentation: request a backup, read the events, have the files,
 * restore.
 */
@ResourceLock(SharedInstallation.LOCK)
class MainJobIT {

    private static Installation installation;
    private static EndToEndLog log;
    private static BackupCompleted completed;
    private static BackupVerified verified;

    /** One request as plain bytes, without an envelope and without a key. */
    @BeforeAll
    static void a_client_requests_a_backup() {
        installation = SharedInstallation.installation();
        log = installation.log();
        String coordinates = log.request("{\"database\":\"app\",\"label\":\"plain bytes\"}");
        String id = coordinates.replaceFirst("^backup-requests-(\\d+)@(\\d+)$", "$1/$2");
        assertThat(id).contains("/");
        completed = log.await(BackupCompleted.class, event -> "plain bytes".equals(event.label()));
        verified = log.await(BackupVerified.class, event -> event.backup().equals(completed.backup()));
    }

    private static BackupCopyRecord copy() {
        return completed.copies().getFirst();
    }

    private static Path artifact() {
        return installation.backups().resolve(copy().key());
    }

    @Test
    void a_request_as_plain_bytes_becomes_a_verified_backup() {
        assertThat(verified.level()).isEqualTo(VerificationLevel.L2);
        assertThat(copy().key()).matches("app_full_\\d{8}_\\d{6}\\.dump");
        assertThat(artifact()).hasSize(copy().bytes());
        assertThat(completed.request().source().toString()).isEqualTo("/kafka/backup-requests");
    }

    @Test
    @NeedsProgram("kcat")
    void kcat_publishes_a_request_and_reads_the_answer() {
        String bootstrap = installation.stack().kafka().orElseThrow().bootstrap();

        Shell.program(
                        installation.backups(),
                        Map.of(),
                        "{\"database\":\"app\",\"kind\":\"schema_only\",\"label\":\"by kcat\"}\n",
                        List.of("kcat", "-P", "-b", bootstrap, "-t", "backup-requests"))
                .ok();

        BackupCompleted answer = log.await(BackupCompleted.class, event -> "by kcat".equals(event.label()));
        String output = Shell.run(
                        installation.backups(),
                        Map.of(),
                        "kcat -C -q -e -o beginning -b " + bootstrap + " -t backup-events")
                .ok();
        assertThat(output.lines())
                .filteredOn(line -> line.contains(answer.backup().toString()))
                .anyMatch(line -> line.contains("holdfast.backup.completed.v1"));
    }

    @Test
    void sha256sum_accepts_the_files() {
        Shell.Result result = Shell.run(installation.backups(), Map.of(), "sha256sum -c " + copy().key() + ".sha256");

        assertThat(result.ok()).contains(copy().key() + ": OK");
        assertThat(Shell.run(installation.backups(), Map.of(), "sha256sum " + copy().key())
                        .ok())
                .startsWith(copy().sha256().hex());
    }

    @Test
    void plain_pg_restore_into_an_empty_database_restores_everything() {
        String target = "restored_plainly";
        Shell.run(Objects.requireNonNull(artifact().getParent()), installation.reachingSource(), "createdb " + target)
                .ok();

        Shell.run(
                        installation.backups(),
                        installation.reachingSource(),
                        "pg_restore --exit-on-error -d " + target + " " + copy().key())
                .ok();

        assertThat(sortedDump(target)).isEqualTo(sortedDump(SharedInstallation.APP));
    }

    @Test
    void the_manifests_own_commands_restore() throws IOException {
        JsonNode manifest = Json.mapper()
                .readTree(installation
                        .backups()
                        .resolve(copy().key() + ".manifest.json")
                        .toFile());
        List<String> commands =
                manifest.path("restore").valueStream().map(JsonNode::asText).toList();
        List<String> before = databases();

        for (String command : commands) {
            Shell.run(installation.backups(), installation.reachingSource(), command)
                    .ok();
        }

        List<String> made =
                databases().stream().filter(name -> !before.contains(name)).toList();
        assertThat(made).hasSize(1);
        assertThat(sortedDump(made.getFirst())).isEqualTo(sortedDump(SharedInstallation.APP));
    }

    @Test
    void a_planned_slot_leads_to_a_verified_backup() {
        BackupCompleted planned = log.await(
                BackupCompleted.class,
                event -> event.database().value().equals(SharedInstallation.PLANNED),
                Duration.ofSeconds(120));

        BackupVerified result =
                log.await(BackupVerified.class, event -> event.backup().equals(planned.backup()));

        assertThat(planned.slot()).isNotNull().isBeforeOrEqualTo(planned.startedAt());
        assertThat(result.level()).isEqualTo(VerificationLevel.L2);
        assertThat(log.published(BackupAccepted.class))
                .filteredOn(event -> event.backup().equals(planned.backup()))
                .hasSize(1);
    }

    private static List<String> databases() {
        return Shell.run(
                        installation.backups(),
                        installation.reachingSource(),
                        "psql -XAt -d postgres -c 'select datname from pg_database'")
                .ok()
                .lines()
                .toList();
    }

    /** Rows may be in any order, and pg_dump's own session markers differ each time. */
    private static String sortedDump(String database) {
        return Shell.run(installation.backups(), installation.reachingSource(), "pg_dump " + database)
                .ok()
                .lines()
                .filter(line -> !line.startsWith("\\restrict") && !line.startsWith("\\unrestrict"))
                .sorted()
                .collect(Collectors.joining("\n"));
    }
}
