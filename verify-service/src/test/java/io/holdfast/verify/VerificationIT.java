package io.holdfast.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.Finding;
import io.holdfast.events.OperatorEvent.RequestRejected;
import io.holdfast.events.OperatorRequest.VerifyRequested;
import io.holdfast.events.RetentionEvent.BackupExpiring;
import io.holdfast.events.RetentionEvent.BackupPinned;
import io.holdfast.events.RetentionEvent.BackupReinstated;
import io.holdfast.events.RetentionEvent.BackupUnpinned;
import io.holdfast.events.VerificationEvent.BackupCondemned;
import io.holdfast.events.VerificationEvent.BackupSuspected;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationEvent.VerificationInconclusive;
import io.holdfast.events.VerificationLevel;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.restoreengine.contents.Fingerprint;
import io.holdfast.testing.TestEventLogClient;
import io.holdfast.testing.TestSourceDatabase;
import io.holdfast.verify.storage.FingerprintKey;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FastTimersProfile.class)
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "verify"))
class VerificationIT extends RunningService {

    @Test
    void a_completed_backup_is_pinned_verified_and_unpinned() {
        BackupCompleted completed = source("plain").complete(BackupKind.FULL, DAY_1);

        log.publish(completed);

        BackupVerified verified = log.await(BackupVerified.class, about(completed.backup()));
        assertThat(verified.level()).isEqualTo(VerificationLevel.L2);
        assertThat(verified.copies())
                .containsExactly(completed.copies().getFirst().ref());
        BackupPinned pinned = log.await(BackupPinned.class, pin -> pin.backup().equals(completed.backup()));
        log.await(BackupUnpinned.class, pin -> pin.pin().equals(pinned.pin()));
    }

    @Test
    void every_table_has_its_rows_and_a_fingerprint_that_a_guess_does_not_confirm() throws Exception {
        BackupCompleted completed = source("tables").complete(BackupKind.FULL, DAY_1);
        log.publish(completed);
        log.await(BackupVerified.class, about(completed.backup()));

        JsonNode page = get("/backups/" + completed.backup());

        assertThat(page.at("/backup/level").asText()).isEqualTo("L2");
        assertThat(page.at("/tables/0/name").asText()).isEqualTo("messages");
        assertThat(page.at("/tables/0/rows").asLong()).isEqualTo(5_000);
        Fingerprint plain = new Fingerprint(5_000, plainSum(completed.backup()));
        assertThat(page.toString()).doesNotContain(plain.sum());
        assertThat(page.at("/tables/0/fingerprint").asText())
                .isEqualTo(new FingerprintKey(FastTimersProfile.FINGERPRINT_KEY_TEXT).of(plain));
    }

    /** The fingerprints for comparisons of restored tables are stored unkeyed in the catalog. */
    private static String plainSum(BackupId backup) throws SQLException {
        try (Connection catalogue = TestInfrastructure.postgres().connect(TestInfrastructure.CATALOGUE);
                PreparedStatement select =
                        catalogue.prepareStatement("select sum from verify.table_contents where backup = ?")) {
            select.setObject(1, backup.value());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    @Test
    void a_completion_heard_twice_is_verified_once() throws SQLException {
        BackupCompleted completed = source("twice").complete(BackupKind.FULL, DAY_1);
        log.publish(completed);
        log.publish(completed);
        log.await(BackupVerified.class, about(completed.backup()));
        BackupCompleted next = source("twice").complete(BackupKind.SCHEMA_ONLY, DAY_2);
        log.publish(next);

        log.await(BackupVerified.class, about(next.backup()));

        assertThat(number("select count(*) from verify.verification where backup = ?", completed.backup()))
                .isEqualTo(1);
    }

    @Test
    void while_its_destination_is_away_nothing_is_concluded_and_afterwards_it_is_verified() throws IOException {
        BackupCompleted completed = source("away").complete(BackupKind.FULL, DAY_1);
        Path hidden = TestInfrastructure.backups().resolveSibling("marker-put-away");
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
        BackupCompleted completed = source("gone").complete(BackupKind.FULL, DAY_1);
        Files.delete(TestInfrastructure.backups()
                .resolve(completed.copies().getFirst().key()));

        log.publish(completed);

        BackupCondemned condemned = log.await(BackupCondemned.class, about(completed.backup()));
        assertThat(condemned.evidence()).extracting(Finding::code).containsExactly("copy_missing");
    }

    @Test
    void a_damaged_file_is_condemned_without_a_word_of_its_rows() throws IOException {
        BackupCompleted completed = source("damaged").complete(BackupKind.FULL, DAY_1);
        Path file = TestInfrastructure.backups()
                .resolve(completed.copies().getFirst().key());
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        log.publish(completed);

        BackupCondemned condemned = log.await(BackupCondemned.class, about(completed.backup()));
        assertThat(condemned.evidence()).extracting(Finding::code).containsExactly("checksum_mismatch");
        assertThat(condemned.toString()).doesNotContain(SECRET_ROW);
    }

    @Test
    void a_table_that_vanished_is_suspected() {
        TestSourceDatabase source =
                source("dropped").execute("create table users(id int)", "insert into users values (1)");
        verified(source.complete(BackupKind.FULL, DAY_1));
        BackupCompleted without = source.execute("drop table users").complete(BackupKind.FULL, DAY_2);

        log.publish(without);

        BackupSuspected suspected = log.await(BackupSuspected.class, about(without.backup()));
        assertThat(suspected.findings()).extracting(Finding::code).containsExactly("tables_vanished");
    }

    @Test
    void a_schema_only_backup_after_full_ones_is_verified() {
        TestSourceDatabase source = source("schema");
        verified(source.complete(BackupKind.FULL, DAY_1));

        verified(source.complete(BackupKind.SCHEMA_ONLY, DAY_2));
    }

    @Test
    void an_intent_to_delete_that_comes_before_the_pin_wins_until_it_is_withdrawn() {
        BackupCompleted completed = source("expiring").complete(BackupKind.FULL, DAY_1);
        verified(completed);
        CopyLocation copy = completed.copies().getFirst().ref();
        UUID intent = UUID.randomUUID();
        log.publish(
                new BackupExpiring(completed.backup(), completed.database(), intent, copy, true, "30 days", List.of()));
        await().atMost(TestEventLogClient.PATIENCE)
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
        BackupCompleted known = source("replayed").complete(BackupKind.FULL, DAY_1);
        verified(known);
        forgetEverything();
        BackupCompleted fresh = source("replayed").complete(BackupKind.SCHEMA_ONLY, DAY_2);

        verified(fresh);

        await().atMost(TestEventLogClient.PATIENCE)
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
    void an_empty_catalogue_refuses_again_what_was_refused() throws SQLException {
        BackupCompleted completed = source("refused").complete(BackupKind.FULL, DAY_1);
        String early = log.publish(new VerifyRequested(completed.database().value(), completed.backup(), "ann"));
        log.await(RequestRejected.class, rejected -> rejected.request().id().equals(early));
        verified(completed);
        forgetEverything();
        BackupCompleted fresh = source("refused").complete(BackupKind.SCHEMA_ONLY, DAY_2);

        verified(fresh);

        String last = log.publish(new VerifyRequested(completed.database().value(), fresh.backup(), "ann"));
        log.awaitAll(BackupVerified.class, about(fresh.backup()), 2);
        assertThat(last).isNotEqualTo(early);
        assertThat(log.events(BackupVerified.class).filter(about(completed.backup())))
                .hasSize(1);
    }

    private static void forgetEverything() throws SQLException {
        try (Connection catalogue = TestInfrastructure.postgres().connect(TestInfrastructure.CATALOGUE)) {
            catalogue
                    .createStatement()
                    .execute("truncate verify.backup, verify.copy, verify.verification, verify.drill,"
                            + " verify.table_contents, verify.answered, verify.inbox; update verify.log_position"
                            + " set next_offset = 0");
        }
    }

    @Test
    void metrics_health_and_doctor_answer() throws Exception {
        verified(source("measured").complete(BackupKind.FULL, DAY_1));

        await().atMost(TestEventLogClient.PATIENCE)
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
}
