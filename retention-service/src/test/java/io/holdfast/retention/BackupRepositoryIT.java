package io.holdfast.retention;

import static io.holdfast.retention.TestTimeouts.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.events.BackupId;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.OperatorEvent.CatalogueDiverged;
import io.holdfast.events.OperatorEvent.RequestRejected;
import io.holdfast.events.OperatorRequest.ApproveRequested;
import io.holdfast.events.OperatorRequest.HoldRequested;
import io.holdfast.events.RetentionEvent.BackupHeld;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the service records, rebuilds and shows, with a real broker, a real catalog and real files. */
@SuppressWarnings("NullAway.Init") // Quarkus fills a test's fields in
@QuarkusTest
@TestProfile(TestInfrastructureProfile.class)
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "retention"))
class BackupRepositoryIT {

    @TestHTTPResource
    URI http;

    @Inject
    DataSource catalogue;

    private final TestLog log = new TestLog();
    private final Artifacts artifacts = new Artifacts(log);
    private ShownByHttp shownByHttp;

    @BeforeEach
    void look() {
        shownByHttp = new ShownByHttp(http);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void an_empty_catalogue_is_rebuilt_from_the_log() throws SQLException {
        BackupCompleted first = artifacts.verified("replayed", days(1));
        patiently().until(() -> shownByHttp.state(first.backup()).equals("verified"));
        log.publish(new HoldRequested("replayed", first.backup(), "jo", "audit"));
        patiently()
                .until(() -> shownByHttp
                        .get("/backups/" + first.backup())
                        .path("held")
                        .has("by"));
        JsonNode before = shownByHttp.get("/backups/" + first.backup());

        execute("truncate backup, backup_history, inbox, withheld_plan, known_loss;"
                + " update log_position set next_offset = 0");
        log.touchEveryPartition();
        BackupCompleted second = artifacts.verified("replayed", days(0));

        patiently().until(() -> shownByHttp.state(second.backup()).equals("verified"));
        patiently().until(() -> shownByHttp.state(first.backup()).equals("verified"));
        patiently()
                .until(() -> shownByHttp
                        .get("/backups/" + first.backup())
                        .path("held")
                        .has("by"));
        assertThat(shownByHttp.get("/backups/" + first.backup())).isEqualTo(before);
        assertThat(log.published(BackupHeld.class, "replayed")).hasSize(1);
    }

    @Test
    void missing_files_are_published_once_and_unknown_files_are_left_alone() throws IOException {
        BackupCompleted lost = artifacts.verified("lost", days(1));
        patiently().until(() -> shownByHttp.state(lost.backup()).equals("verified"));
        Artifacts.write("somebody's notes.txt", new byte[10]);
        Files.setLastModifiedTime(
                TestInfrastructure.backups().resolve("somebody's notes.txt"),
                FileTime.from(Instant.now().minusSeconds(3600)));

        Artifacts.delete(lost);

        patiently().until(() -> !log.published(CatalogueDiverged.class, "lost").isEmpty());
        patiently()
                .untilAsserted(() -> assertThat(shownByHttp.get("/scan").path("orphans"))
                        .extracting(orphan -> orphan.path("file").asText())
                        .contains("somebody's notes.txt"));
        assertThat(shownByHttp.get("/scan").path("losses"))
                .extracting(loss -> loss.path("backup").asText())
                .contains(lost.backup().toString());
        String seen = shownByHttp.get("/scan").path("at").asText();
        patiently().until(() -> !shownByHttp.get("/scan").path("at").asText().equals(seen));
        assertThat(log.published(CatalogueDiverged.class, "lost")).hasSize(1);
        assertThat(TestInfrastructure.backups().resolve("somebody's notes.txt")).exists();
    }

    @Test
    void requests_that_cannot_be_granted_are_answered() {
        log.publish(new HoldRequested("asked", new BackupId(UUID.randomUUID()), "jo", "audit"));
        log.publish(new HoldRequested("host=evil dbname=x", new BackupId(UUID.randomUUID()), "jo", "audit"));
        log.publish(new ApproveRequested("asked", UUID.randomUUID(), "jo", "seen"));

        patiently()
                .untilAsserted(() -> assertThat(log.published(RequestRejected.class, "asked"))
                        .extracting(RequestRejected::message)
                        .satisfiesExactly(
                                unknown -> assertThat(unknown).contains("exists; see 'holdfast list'"),
                                noPlan -> assertThat(noPlan).contains("waits for an approval")));
        patiently()
                .untilAsserted(() ->
                        assertThat(log.records("operator-requests-dead-letter")).hasSize(1));
    }

    @Test
    void a_rejected_request_does_not_use_up_its_id() {
        BackupCompleted backup = artifacts.verified("corrected", days(1));
        patiently().until(() -> shownByHttp.state(backup.backup()).equals("verified"));
        String id = log.publish(new HoldRequested("corrected", new BackupId(UUID.randomUUID()), "jo", "audit"));
        patiently()
                .until(() -> log.published(RequestRejected.class, "corrected").size() == 1);

        log.publish(id, new HoldRequested("corrected", backup.backup(), "jo", "audit"));

        patiently().until(() -> log.published(BackupHeld.class, "corrected").size() == 1);
    }

    @Test
    void the_records_are_shown_with_the_documented_names() {
        BackupCompleted backup = artifacts.verified("shown", days(2));
        patiently().until(() -> shownByHttp.state(backup.backup()).equals("verified"));

        JsonNode listed = shownByHttp.get("/backups?database=shown&kind=full&state=verified&limit=1");
        JsonNode planned = shownByHttp.get("/plan?database=shown");

        assertThat(listed).hasSize(1);
        assertThat(listed.path(0).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "backup",
                        "database",
                        "kind",
                        "state",
                        "level",
                        "label",
                        "beforeRestore",
                        "request",
                        "slot",
                        "startedAt",
                        "completedAt",
                        "verifiedAt",
                        "bytes",
                        "sha256",
                        "artifact",
                        "copies",
                        "held",
                        "pinned",
                        "findings",
                        "tier",
                        "reason",
                        "expiresAt",
                        "protectedAt",
                        "failure",
                        "history");
        assertThat(listed.path(0).path("reason").asText()).isEqualTo("day 3 of 30");
        assertThat(planned.path("entries").path(0).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "backup",
                        "database",
                        "kind",
                        "artifact",
                        "bytes",
                        "tiers",
                        "action",
                        "reason",
                        "goesAt",
                        "copies");
        assertThat(shownByHttp.status("/backups/" + UUID.randomUUID())).isEqualTo(404);
        assertThat(shownByHttp.status("/backups?limit=none")).isEqualTo(400);
        assertThat(shownByHttp.status("/backups?database=..%2F")).isEqualTo(400);
        assertThat(shownByHttp.status("/q/openapi")).isEqualTo(200);
    }

    @Test
    void every_metric_is_emitted() {
        artifacts.verified("measured", days(1));

        patiently()
                .untilAsserted(() -> assertThat(shownByHttp.text("/q/metrics"))
                        .contains("holdfast_backups{")
                        .contains("holdfast_kept_bytes{")
                        .contains("holdfast_last_verified_timestamp_seconds{")
                        .contains("holdfast_expiry_withheld{")
                        .contains("holdfast_orphans{")
                        .contains("holdfast_losses{")
                        .contains("holdfast_backups_expired_total{")
                        .contains("holdfast_expired_bytes_total{")
                        .contains("holdfast_backups_reinstated_total{"));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = catalogue.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Duration days(long days) {
        return Duration.ofDays(days);
    }
}
