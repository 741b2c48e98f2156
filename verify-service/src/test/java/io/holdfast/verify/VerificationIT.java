package io.holdfast.verify;

import static io.holdfast.verify.Log.about;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.events.BackupId;
import io.holdfast.events.CopyRef;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.Finding;
import io.holdfast.events.KeepingEvent.BackupExpiring;
import io.holdfast.events.KeepingEvent.BackupPinned;
import io.holdfast.events.KeepingEvent.BackupReinstated;
import io.holdfast.events.KeepingEvent.BackupUnpinned;
import io.holdfast.events.Kind;
import io.holdfast.events.Level;
import io.holdfast.events.OperatorRequest.AcceptRequested;
import io.holdfast.events.OperatorRequest.DrillRequested;
import io.holdfast.events.OperatorRequest.VerifyRequested;
import io.holdfast.events.OversightEvent.RequestRejected;
import io.holdfast.events.VerificationEvent.BackupCondemned;
import io.holdfast.events.VerificationEvent.BackupSuspected;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationEvent.SuspicionAccepted;
import io.holdfast.events.VerificationEvent.VerificationInconclusive;
import io.holdfast.events.codec.Json;
import io.holdfast.localstack.testing.Ground;
import io.holdfast.store.LocalDirectory;
import io.holdfast.store.Modes;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Impatient.class)
@QuarkusTestResource(value = Ground.class, initArgs = @ResourceArg(name = "schema", value = "verify"))
class VerificationIT {

    private static final Instant DAY_1 = Instant.parse("2026-05-18T02:00:00Z");
    private static final Instant DAY_2 = DAY_1.plus(Duration.ofDays(1));
    private static final Instant DAY_3 = DAY_1.plus(Duration.ofDays(2));
    private static final String SECRET_ROW = "rows-never-leave-this-place";

    private Log log;
    private Path marker;

    @BeforeEach
    void open_the_log_and_the_destination() {
        log = new Log(Ground.kafka().bootstrap());
        new LocalDirectory("local", Ground.backups(), Modes.OWNER).initialise();
        marker = Ground.backups().resolve(".holdfast-destination");
    }

    @AfterEach
    void close_the_log() {
        log.close();
    }

    @Test
    void a_completed_backup_is_pinned_verified_and_unpinned() {
        BackupCompleted completed = source("plain").complete(Kind.FULL, DAY_1);

        log.publish(completed);

        BackupVerified verified = log.await(BackupVerified.class, about(completed.backup()));
        assertThat(verified.level()).isEqualTo(Level.L2);
        assertThat(verified.copies())
                .containsExactly(completed.copies().getFirst().ref());
        BackupPinned pinned = log.await(BackupPinned.class, pin -> pin.backup().equals(completed.backup()));
        log.await(BackupUnpinned.class, pin -> pin.pin().equals(pinned.pin()));
    }

    @Test
    void every_table_has_its_rows_and_its_fingerprint() throws Exception {
        BackupCompleted completed = source("tables").complete(Kind.FULL, DAY_1);
        log.publish(completed);
        log.await(BackupVerified.class, about(completed.backup()));

        JsonNode page = get("/backups/" + completed.backup());

        assertThat(page.at("/backup/level").asText()).isEqualTo("L2");
        assertThat(page.at("/tables/0/name").asText()).isEqualTo("messages");
        assertThat(page.at("/tables/0/rows").asLong()).isEqualTo(5_000);
        assertThat(page.at("/tables/0/fingerprint").asText()).matches("[0-9a-f]{64}");
    }

    @Test
    void a_completion_heard_twice_is_verified_once() throws SQLException {
        BackupCompleted completed = source("twice").complete(Kind.FULL, DAY_1);
        log.publish(completed);
        log.publish(completed);
        log.await(BackupVerified.class, about(completed.backup()));
        BackupCompleted next = source("twice").complete(Kind.SCHEMA_ONLY, DAY_2);
        log.publish(next);

        log.await(BackupVerified.class, about(next.backup()));

        assertThat(number("select count(*) from verify.verification where backup = ?", completed.backup()))
                .isEqualTo(1);
    }

    @Test
    void while_its_destination_is_away_nothing_is_concluded_and_afterwards_it_is_verified() throws IOException {
        BackupCompleted completed = source("away").complete(Kind.FULL, DAY_1);
        Path hidden = Ground.backups().resolveSibling("marker-put-away");
        Files.move(marker, hidden);
        log.publish(completed);
        VerificationInconclusive inconclusive = log.await(VerificationInconclusive.class, about(completed.backup()));
        assertThat(inconclusive.retryAt()).isNotNull();
        assertThat(inconclusive.message()).contains("mounted");

        Files.move(hidden, marker);

        log.await(BackupVerified.class, about(completed.backup()));
    }

    @Test
    void a_file_that_is_gone_while_its_destination_can_be_read_is_condemned() throws IOException {
        BackupCompleted completed = source("gone").complete(Kind.FULL, DAY_1);
        Files.delete(Ground.backups().resolve(completed.copies().getFirst().key()));

        log.publish(completed);

        BackupCondemned condemned = log.await(BackupCondemned.class, about(completed.backup()));
        assertThat(condemned.evidence()).extracting(Finding::code).containsExactly("copy_missing");
    }

    @Test
    void a_damaged_file_is_condemned_without_a_word_of_its_rows() throws IOException {
        BackupCompleted completed = source("damaged").complete(Kind.FULL, DAY_1);
        Path file = Ground.backups().resolve(completed.copies().getFirst().key());
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        log.publish(completed);

        BackupCondemned condemned = log.await(BackupCondemned.class, about(completed.backup()));
        assertThat(condemned.evidence()).extracting(Finding::code).containsExactly("checksum_mismatch");
        assertThat(condemned.toString()).doesNotContain(SECRET_ROW);
    }

    @Test
    void an_empty_dump_after_a_full_one_is_suspected_until_a_person_accepts_it() {
        Source source = source("emptied");
        verified(source.complete(Kind.FULL, DAY_1));
        BackupCompleted empty = source.execute("truncate messages").complete(Kind.FULL, DAY_2);
        log.publish(empty);
        BackupSuspected suspected = log.await(BackupSuspected.class, about(empty.backup()));
        assertThat(suspected.findings()).extracting(Finding::code).contains("size_below_tenth", "all_rows_vanished");

        log.publish(new AcceptRequested(source.id().value(), empty.backup(), "ann", "we moved to another system"));

        SuspicionAccepted accepted = log.await(SuspicionAccepted.class, about(empty.backup()));
        assertThat(accepted.by()).isEqualTo("ann");
        log.await(BackupVerified.class, about(empty.backup()));
        BackupCompleted next = source.complete(Kind.FULL, DAY_3);
        log.publish(next);
        log.await(BackupVerified.class, about(next.backup()));
    }

    @Test
    void a_table_that_vanished_is_suspected() {
        Source source = source("dropped").execute("create table users(id int)", "insert into users values (1)");
        verified(source.complete(Kind.FULL, DAY_1));
        BackupCompleted without = source.execute("drop table users").complete(Kind.FULL, DAY_2);

        log.publish(without);

        BackupSuspected suspected = log.await(BackupSuspected.class, about(without.backup()));
        assertThat(suspected.findings()).extracting(Finding::code).containsExactly("tables_vanished");
    }

    @Test
    void a_schema_only_backup_after_full_ones_is_verified() {
        Source source = source("schema");
        verified(source.complete(Kind.FULL, DAY_1));

        verified(source.complete(Kind.SCHEMA_ONLY, DAY_2));
    }

    @Test
    void what_is_not_suspected_cannot_be_accepted() {
        BackupCompleted completed = source("unsuspected").complete(Kind.FULL, DAY_1);
        verified(completed);

        String id =
                log.publish(new AcceptRequested(completed.database().value(), completed.backup(), "ann", "why not"));

        RequestRejected rejected = rejection(id);
        assertThat(rejected.message()).contains("is verified already");
    }

    @Test
    void a_request_about_an_unknown_backup_is_rejected() {
        String id = log.publish(new VerifyRequested("app", new BackupId(UUID.randomUUID()), "ann"));

        assertThat(rejection(id).message()).contains("no completed backup").contains("holdfast list");
    }

    @Test
    void a_request_for_a_drill_is_rejected() {
        String id = log.publish(new DrillRequested("app", null, "ann"));

        assertThat(rejection(id).message()).contains("not part of this release");
    }

    @Test
    void an_operator_can_have_a_backup_verified_again() {
        BackupCompleted completed = source("again").complete(Kind.FULL, DAY_1);
        verified(completed);

        log.publish(new VerifyRequested(completed.database().value(), completed.backup(), "ann"));

        List<BackupVerified> both = log.awaitAll(BackupVerified.class, about(completed.backup()), 2);
        assertThat(both).extracting(BackupVerified::verification).doesNotHaveDuplicates();
    }

    @Test
    void an_intent_to_delete_that_comes_before_the_pin_wins_until_it_is_withdrawn() {
        BackupCompleted completed = source("expiring").complete(Kind.FULL, DAY_1);
        verified(completed);
        CopyRef copy = completed.copies().getFirst().ref();
        UUID intent = UUID.randomUUID();
        log.publish(
                new BackupExpiring(completed.backup(), completed.database(), intent, copy, true, "30 days", List.of()));
        await().atMost(Log.PATIENCE)
                .until(() -> number(
                                "select count(*) from verify.copy where state = 'expiring' and backup = ?",
                                completed.backup())
                        == 1);
        log.publish(new VerifyRequested(completed.database().value(), completed.backup(), "ann"));
        VerificationInconclusive off = log.await(VerificationInconclusive.class, about(completed.backup()));
        assertThat(off.retryAt()).isNull();

        log.publish(new BackupReinstated(completed.backup(), completed.database(), intent, "pinned"));
        log.publish(new VerifyRequested(completed.database().value(), completed.backup(), "ann"));

        log.awaitAll(BackupVerified.class, about(completed.backup()), 2);
    }

    @Test
    void an_empty_catalogue_learns_from_the_log_and_verifies_nothing_anew() throws SQLException {
        BackupCompleted known = source("replayed").complete(Kind.FULL, DAY_1);
        verified(known);
        try (Connection catalogue = Ground.postgres().connect(Ground.CATALOGUE)) {
            catalogue
                    .createStatement()
                    .execute("truncate verify.backup, verify.copy, verify.verification, verify.table_contents,"
                            + " verify.answered, verify.inbox; update verify.log_position set next_offset = 0");
        }
        BackupCompleted fresh = source("replayed").complete(Kind.SCHEMA_ONLY, DAY_2);

        verified(fresh);

        await().atMost(Log.PATIENCE)
                .until(() ->
                        number("select count(*) from verify.backup where trust = 'verified' and id = ?", known.backup())
                                == 1);
        assertThat(number(
                        "select count(*) from verify.verification where state <> 'ended' and backup = ?",
                        known.backup()))
                .isZero();
        assertThat(log.events(BackupVerified.class).filter(about(known.backup())))
                .hasSize(1);
    }

    @Test
    void metrics_health_and_doctor_answer() throws Exception {
        verified(source("measured").complete(Kind.FULL, DAY_1));

        await().atMost(Log.PATIENCE)
                .untilAsserted(() -> assertThat(text("/q/metrics"))
                        .contains("holdfast_backup_last_verified_timestamp_seconds{database=\"measured\",kind=\"full\"")
                        .contains("holdfast_verification_duration_seconds_count{outcome=\"verified\"")
                        .contains("holdfast_verification_queue_length")
                        .contains("holdfast_verification_queue_lag_seconds"));
        assertThat(text("/q/health/ready")).contains("\"status\": \"UP\"");
        assertThat(text("/doctor")).contains("\"pg_restore\"").contains("destination local");
        assertThat(get("/verifications?database=measured").at("/0/outcome").asText())
                .isEqualTo("verified");
        assertThat(text("/q/openapi")).contains("/verifications").contains("/backups/{id}");
    }

    private Source source(String database) {
        return new Source(Ground.postgres(), database, Ground.backups())
                .execute(
                        "create table if not exists messages(id bigint, body text)",
                        "insert into messages select n, '" + SECRET_ROW
                                + "' || md5(n::text) from generate_series(1, 5000) n"
                                + " where not exists (select 1 from messages)");
    }

    private void verified(BackupCompleted completed) {
        log.publish(completed);
        log.await(BackupVerified.class, about(completed.backup()));
    }

    private RequestRejected rejection(String request) {
        return log.await(
                RequestRejected.class, rejected -> rejected.request().id().equals(request));
    }

    private static long number(String sql, BackupId backup) throws SQLException {
        try (Connection catalogue = Ground.postgres().connect(Ground.CATALOGUE);
                PreparedStatement select = catalogue.prepareStatement(sql)) {
            select.setObject(1, backup.value());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return Json.mapper().readTree(text(path));
    }

    private String text(String path) throws IOException, InterruptedException {
        URI service = ConfigProvider.getConfig().getValue("test.url", URI.class);
        HttpRequest request = HttpRequest.newBuilder(service.resolve(path)).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
