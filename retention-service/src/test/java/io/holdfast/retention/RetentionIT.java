package io.holdfast.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.KeepingEvent.BackupExpired;
import io.holdfast.events.KeepingEvent.BackupExpiring;
import io.holdfast.events.KeepingEvent.BackupHeld;
import io.holdfast.events.KeepingEvent.BackupReinstated;
import io.holdfast.events.KeepingEvent.CopyExpired;
import io.holdfast.events.OperatorRequest.ApproveRequested;
import io.holdfast.events.OperatorRequest.HoldRequested;
import io.holdfast.events.OversightEvent.CatalogueDiverged;
import io.holdfast.events.OversightEvent.ExpiryWithheld;
import io.holdfast.events.OversightEvent.RequestRejected;
import io.holdfast.events.codec.Json;
import io.holdfast.localstack.testing.Ground;
import io.holdfast.retention.expiring.AnnounceExpiry;
import io.holdfast.retention.expiring.Backup;
import io.holdfast.retention.expiring.Halfway;
import io.holdfast.retention.expiring.Intent;
import io.holdfast.retention.expiring.Policies;
import io.holdfast.retention.postgres.JdbcBooks;
import io.holdfast.retention.postgres.OneAtATime;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The service on a real broker, a real catalogue and real files. */
@SuppressWarnings("NullAway.Init") // Quarkus fills a test's fields in
@QuarkusTest
@TestProfile(GroundProfile.class)
@QuarkusTestResource(value = Ground.class, initArgs = @ResourceArg(name = "schema", value = "retention"))
class RetentionIT {

    @TestHTTPResource
    URI http;

    @Inject
    AnnounceExpiry announcing;

    @Inject
    Policies policies;

    @Inject
    JdbcBooks books;

    @Inject
    OneAtATime oneAtATime;

    @Inject
    DataSource catalogue;

    private final TestLog log = new TestLog();
    private final Artifacts artifacts = new Artifacts(log);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        SettableClock.isWrongBy(Duration.ZERO);
        log.close();
    }

    @Test
    void an_old_backup_goes_and_everybody_is_told() {
        BackupCompleted old = artifacts.verified("daily", days(40));
        List<BackupCompleted> newer = threeNewer("daily");

        patiently()
                .untilAsserted(() -> assertThat(log.said(BackupExpired.class, "daily"))
                        .extracting(BackupExpired::backup)
                        .containsExactly(old.backup()));

        assertThat(Artifacts.file(old)).doesNotExist();
        assertThat(Artifacts.checksumOf(old)).doesNotExist();
        assertThat(newer)
                .allSatisfy(backup -> assertThat(Artifacts.file(backup)).exists());
        assertThat(state(old.backup())).isEqualTo("expired");
        assertThat(get("/backups/" + old.backup()).path("history"))
                .extracting(event -> event.path("type").asText())
                .contains("holdfast.backup.expiring.v1", "holdfast.copy.expired.v1", "holdfast.backup.expired.v1");
    }

    @Test
    void a_hold_that_arrives_between_plan_and_deletion_wins() {
        BackupCompleted old = whileNothingIsDeleted(() -> {
            BackupCompleted due = announced("held");
            log.say(new HoldRequested("held", due.backup(), "jo", "audit"));
            patiently().until(() -> !log.said(BackupHeld.class, "held").isEmpty());
            return due;
        });

        patiently()
                .untilAsserted(() -> assertThat(log.said(BackupReinstated.class, "held"))
                        .extracting(BackupReinstated::backup)
                        .containsExactly(old.backup()));
        assertThat(Artifacts.file(old)).exists();
        assertThat(get("/backups/" + old.backup()).path("held").path("by").asText())
                .isEqualTo("jo");
        assertThat(log.said(CopyExpired.class, "held")).isEmpty();
    }

    @Test
    void an_announced_deletion_is_resumed_from_what_is_recorded() {
        BackupCompleted old = whileNothingIsDeleted(() -> announced("resumed"));

        patiently().until(() -> !log.said(BackupExpired.class, "resumed").isEmpty());
        assertThat(log.said(BackupExpiring.class, "resumed")).hasSize(1);
        assertThat(Artifacts.file(old)).doesNotExist();
    }

    @Test
    void a_deletion_killed_after_the_artifact_went_is_finished() {
        BackupCompleted old = whileNothingIsDeleted(() -> {
            BackupCompleted due = announced("halfway");
            QuarkusTransaction.requiringNew()
                    .run(() ->
                            books.save(Halfway.deleting(books.page(due.backup()).orElseThrow())));
            delete(due);
            return due;
        });

        patiently().until(() -> !log.said(BackupExpired.class, "halfway").isEmpty());
        assertThat(Artifacts.checksumOf(old)).doesNotExist();
        assertThat(log.said(CopyExpired.class, "halfway")).hasSize(1);
    }

    @Test
    void a_clock_that_is_wrong_stops_everything() {
        SettableClock.isWrongBy(days(400));
        List<BackupCompleted> all = new ArrayList<>(threeNewer("skewed"));
        all.add(artifacts.verified("skewed", days(10)));

        patiently()
                .untilAsserted(() -> assertThat(check("retention of skewed"))
                        .contains("nothing is deleted")
                        .contains("the catalogue's clock"));

        assertThat(log.said(BackupExpiring.class, "skewed")).isEmpty();
        assertThat(all).allSatisfy(backup -> assertThat(Artifacts.file(backup)).exists());
    }

    @Test
    void a_plan_that_deletes_too_much_waits_for_an_approval() {
        List<BackupCompleted> old = whileNothingIsDeleted(() -> {
            List<BackupCompleted> due = new ArrayList<>();
            for (int n = 0; n < 5; n++) {
                due.add(artifacts.verified("flooded", days(40 + n)));
            }
            threeNewer("flooded");
            due.forEach(backup -> isPlanned("flooded", backup.backup()));
            return due;
        });
        patiently().until(() -> !log.said(ExpiryWithheld.class, "flooded").isEmpty());
        assertThat(get("/plan?database=flooded").path("withheld").asBoolean()).isTrue();
        assertThat(old).allSatisfy(backup -> assertThat(Artifacts.file(backup)).exists());

        String plan = get("/plan?database=flooded").path("plan").asText();
        log.say(new ApproveRequested("flooded", UUID.fromString(plan), "jo", "seen"));

        patiently().until(() -> log.said(BackupExpired.class, "flooded").size() == 5);
        assertThat(log.said(BackupExpired.class, "flooded"))
                .extracting(BackupExpired::backup)
                .startsWith(old.getLast().backup());
    }

    @Test
    void an_empty_catalogue_learns_everything_again_from_the_log() throws SQLException {
        BackupCompleted first = artifacts.verified("replayed", days(1));
        log.say(new HoldRequested("replayed", first.backup(), "jo", "audit"));
        patiently().until(() -> get("/backups/" + first.backup()).path("held").has("by"));
        JsonNode before = get("/backups/" + first.backup());

        execute("truncate backup, backup_history, inbox, withheld_plan, known_loss;"
                + " update log_position set next_offset = 0");
        log.touchEveryPartition();
        BackupCompleted second = artifacts.verified("replayed", days(0));

        patiently().until(() -> state(second.backup()).equals("verified"));
        patiently().until(() -> state(first.backup()).equals("verified"));
        patiently().until(() -> get("/backups/" + first.backup()).path("held").has("by"));
        assertThat(get("/backups/" + first.backup())).isEqualTo(before);
        assertThat(log.said(BackupHeld.class, "replayed")).hasSize(1);
    }

    @Test
    void what_is_missing_is_announced_once_and_what_nobody_knows_is_left_alone() throws IOException {
        BackupCompleted lost = artifacts.verified("lost", days(1));
        patiently().until(() -> state(lost.backup()).equals("verified"));
        Artifacts.write("somebody's notes.txt", new byte[10]);
        Files.setLastModifiedTime(
                Ground.backups().resolve("somebody's notes.txt"),
                FileTime.from(Instant.now().minusSeconds(3600)));

        delete(lost);

        patiently().until(() -> !log.said(CatalogueDiverged.class, "lost").isEmpty());
        patiently()
                .untilAsserted(() -> assertThat(get("/scan").path("orphans"))
                        .extracting(orphan -> orphan.path("file").asText())
                        .contains("somebody's notes.txt"));
        assertThat(get("/scan").path("losses"))
                .extracting(loss -> loss.path("backup").asText())
                .contains(lost.backup().toString());
        String seen = get("/scan").path("at").asText();
        patiently().until(() -> !get("/scan").path("at").asText().equals(seen));
        assertThat(log.said(CatalogueDiverged.class, "lost")).hasSize(1);
        assertThat(Ground.backups().resolve("somebody's notes.txt")).exists();
    }

    @Test
    void requests_that_cannot_be_granted_are_answered() {
        log.say(new HoldRequested("asked", new BackupId(UUID.randomUUID()), "jo", "audit"));
        log.say(new HoldRequested("host=evil dbname=x", new BackupId(UUID.randomUUID()), "jo", "audit"));
        log.say(new ApproveRequested("asked", UUID.randomUUID(), "jo", "seen"));

        patiently()
                .untilAsserted(() -> assertThat(log.said(RequestRejected.class, "asked"))
                        .extracting(RequestRejected::message)
                        .satisfiesExactly(
                                unknown -> assertThat(unknown).contains("is known; see 'holdfast list'"),
                                noPlan -> assertThat(noPlan).contains("waits for an approval")));
        patiently()
                .untilAsserted(() ->
                        assertThat(log.records("operator-requests-dead-letter")).hasSize(1));
    }

    @Test
    void the_books_are_shown_with_the_agreed_names() {
        BackupCompleted shown = artifacts.verified("shown", days(2));
        patiently().until(() -> state(shown.backup()).equals("verified"));

        JsonNode listed = get("/backups?database=shown&kind=full&state=verified&limit=1");
        JsonNode planned = get("/plan?database=shown");

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
                        "failure",
                        "history");
        assertThat(listed.path(0).path("reason").asText()).isEqualTo("day 3 of 30");
        assertThat(planned.path("entries").path(0).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "backup", "database", "kind", "artifact", "bytes", "action", "reason", "goesAt");
        assertThat(status("/backups/" + UUID.randomUUID())).isEqualTo(404);
        assertThat(status("/backups?limit=none")).isEqualTo(400);
        assertThat(status("/backups?database=..%2F")).isEqualTo(400);
        assertThat(status("/q/openapi")).isEqualTo(200);
    }

    @Test
    void every_metric_is_emitted() {
        patiently()
                .untilAsserted(() -> assertThat(text("/q/metrics"))
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

    private List<BackupCompleted> threeNewer(String database) {
        return List.of(
                artifacts.verified(database, days(3)),
                artifacts.verified(database, days(2)),
                artifacts.verified(database, days(1)));
    }

    /** Holds the lock that one replica needs to plan and to delete. */
    private <T> T whileNothingIsDeleted(Supplier<T> work) {
        AtomicReference<T> result = new AtomicReference<>();
        patiently().until(() -> oneAtATime.run(() -> result.set(work.get())));
        return Objects.requireNonNull(result.get(), "the work gave nothing");
    }

    private void isPlanned(String database, BackupId backup) {
        patiently()
                .untilAsserted(() -> assertThat(
                                get("/plan?database=" + database).path("entries"))
                        .anySatisfy(entry -> {
                            assertThat(entry.path("backup").asText()).isEqualTo(backup.toString());
                            assertThat(entry.path("action").asText()).isEqualTo("expire");
                        }));
    }

    /** A backup that is due, announced and read back. */
    private BackupCompleted announced(String database) {
        BackupCompleted due = artifacts.verified(database, days(40));
        threeNewer(database);
        isPlanned(database, due.backup());
        announcing.run(policies.of(new DatabaseId(database)).orElseThrow());
        patiently()
                .until(() -> page(
                        due.backup(),
                        page -> page.intents().stream().anyMatch(intent -> intent.stage() == Intent.Stage.READ_BACK)));
        return due;
    }

    private boolean page(BackupId backup, Predicate<Backup> is) {
        return QuarkusTransaction.requiringNew()
                .call(() -> books.look(List.of(backup)).stream().anyMatch(is));
    }

    private static void delete(BackupCompleted completed) {
        try {
            Files.delete(Artifacts.file(completed));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = catalogue.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String state(BackupId backup) {
        return get("/backups/" + backup).path("state").asText();
    }

    private String check(String name) {
        for (JsonNode check : get("/doctor")) {
            if (check.path("name").asText().equals(name)) {
                return check.path("message").asText();
            }
        }
        return "";
    }

    private JsonNode get(String path) {
        try {
            return Json.mapper().readTree(text(path));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String text(String path) {
        return answer(path).body();
    }

    private int status(String path) {
        return answer(path).statusCode();
    }

    private HttpResponse<String> answer(String path) {
        try {
            return client.send(
                    HttpRequest.newBuilder(http.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(200));
    }

    private static Duration days(long days) {
        return Duration.ofDays(days);
    }
}
