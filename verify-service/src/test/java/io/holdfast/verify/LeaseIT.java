package io.holdfast.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.Sha256;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.testing.TestEventLogClient;
import io.holdfast.verify.postgres.ScrubScheduler;
import io.holdfast.verify.postgres.UndecryptedBackupQueries;
import io.holdfast.verify.verifying.CopyReadResult;
import io.holdfast.verify.verifying.DecideVerdict;
import io.holdfast.verify.verifying.Verdict;
import io.holdfast.verify.verifying.VerificationClaim;
import io.holdfast.verify.verifying.VerificationScope;
import io.holdfast.verify.verifying.VerifyBackup;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutWorkersProfile.class)
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "verify"))
class LeaseIT extends LeasedVerification {

    @Inject
    ScrubScheduler repetition;

    @Inject
    UndecryptedBackupQueries unopened;

    @Test
    void two_workers_never_verify_the_same() {
        Optional<VerificationClaim> one = queue.claim(first, false);
        Optional<VerificationClaim> other = queue.claim(second, false);

        assertThat(one).isPresent();
        assertThat(other).isEmpty();
    }

    @Test
    void a_worker_that_wakes_up_late_records_nothing() throws SQLException {
        VerificationClaim late = queue.claim(first, false).orElseThrow();
        loseLease();
        pinIsBack();
        VerificationClaim current = queue.claim(second, false).orElseThrow();

        boolean recorded = verdicts.record(late, GOOD);

        assertThat(recorded).isFalse();
        assertThat(verdicts.record(current, GOOD)).isTrue();
        assertThat(number(
                        "select count(*) from verify.outbox where convert_from(value, 'UTF8') like '%backup.verified%'"
                                + " and convert_from(value, 'UTF8') like '%' || ? || '%'"))
                .isEqualTo(1);
    }

    @Test
    void a_worker_that_lost_its_lease_is_told_so() throws SQLException {
        VerificationClaim claim = queue.claim(first, false).orElseThrow();
        assertThat(queue.renew(claim)).isTrue();
        loseLease();

        boolean kept = queue.renew(claim);

        assertThat(kept).isFalse();
    }

    @Test
    void what_a_stopping_worker_hands_back_is_due_at_once() throws SQLException {
        VerificationClaim claim = queue.claim(first, false).orElseThrow();

        queue.release(claim);

        assertThat(number("select count(*) from verify.verification where backup = ?::uuid and state = 'due'"
                        + " and due_at <= now()"))
                .isEqualTo(1);
    }

    @Test
    void a_pin_is_renewed_before_its_time_is_up() throws SQLException {
        VerificationClaim claim = queue.claim(first, false).orElseThrow();
        change("update verify.verification set pinned_until = now() + interval '10 minutes' where backup = ?::uuid");

        queue.renew(claim);

        assertThat(number("select count(*) from verify.verification where backup = ?::uuid"
                        + " and pinned_until > now() + interval '50 minutes'"))
                .isEqualTo(1);
        assertThat(number("select count(*) from verify.outbox where convert_from(value, 'UTF8') like '%backup.pinned%'"
                        + " and convert_from(value, 'UTF8') like '%' || ? || '%'"))
                .isEqualTo(1);
    }

    @Test
    void what_was_read_long_ago_is_due_again() throws SQLException {
        verifiedAndReadBefore("40 days");

        repetition.plan();

        assertThat(planned("repetition")).isEqualTo(1);
    }

    @Test
    void what_was_read_lately_is_not_due_again() throws SQLException {
        verifiedAndReadBefore("20 days");

        repetition.plan();

        assertThat(planned("repetition")).isZero();
    }

    @Test
    void a_repetition_waits_for_its_own_worker_and_keeps_no_other() throws SQLException {
        change("update verify.verification set cause = 'repetition' where backup = ?::uuid");

        assertThat(queue.claim(first, false)).isEmpty();
        assertThat(queue.claim(second, true)).isPresent();
    }

    @Test
    void of_a_verified_backup_only_the_copy_that_came_later_is_read() throws SQLException {
        verifiedAndReadBefore("1 day");
        BackupCopyRecord later =
                new BackupCopyRecord("vault", "app_full_20260518_020000.dump", null, 1, new Sha256("a".repeat(64)));

        QuarkusTransaction.requiringNew().run(() -> backups.addCopy(backup, later, Instant.EPOCH));

        await().atMost(TestEventLogClient.PATIENCE).until(() -> planned("copied") == 1);
        pinIsBack();
        VerificationClaim claim = queue.claim(first, false).orElseThrow();
        assertThat(claim.scope()).isEqualTo(VerificationScope.part(List.of(later), Set.of(later.sha256())));
    }

    @Test
    void while_the_only_copy_to_be_looked_at_is_away_nothing_is_said_and_it_is_tried_again() throws SQLException {
        verifiedAndReadBefore("1 day");
        BackupCopyRecord later =
                new BackupCopyRecord("vault", "app_full_20260518_020000.dump", null, 1, new Sha256("a".repeat(64)));
        QuarkusTransaction.requiringNew().run(() -> backups.addCopy(backup, later, Instant.EPOCH));
        await().atMost(TestEventLogClient.PATIENCE).until(() -> planned("copied") == 1);
        pinIsBack();
        VerificationClaim claim = queue.claim(first, false).orElseThrow();
        DecideVerdict away = new DecideVerdict(new Verdict.Inconclusive("not mounted", true), List.of());

        verdicts.record(
                claim,
                new VerifyBackup.Found(
                        away, List.of(new CopyReadResult.NotLooked(later, "not mounted")), Optional.empty()));

        assertThat(planned("copied")).isEqualTo(1);
        assertThat(number("select count(*) from verify.verification where backup = ?::uuid and state = 'due'"
                        + " and due_at > now() + interval '30 seconds' and due_at < now() + interval '2 minutes'"))
                .isEqualTo(1);
        assertThat(number("select count(*) from verify.outbox where convert_from(value, 'UTF8') like '%inconclusive%'"
                        + " and convert_from(value, 'UTF8') like '%' || ? || '%'"))
                .isZero();
    }

    @Test
    void a_copy_that_moved_within_its_storage_has_its_new_version_and_is_looked_at() throws SQLException {
        verifiedAndReadBefore("1 day");
        BackupCopyRecord moved =
                new BackupCopyRecord("local", "app_full_20260518_020000.dump", "v2", 1, new Sha256("a".repeat(64)));

        QuarkusTransaction.requiringNew().run(() -> backups.addCopy(backup, moved, Instant.EPOCH));

        await().atMost(TestEventLogClient.PATIENCE).until(() -> planned("copied") == 1);
        assertThat(backups.find(backup).orElseThrow().copies()).containsExactly(moved);
    }

    @Test
    void an_encrypted_backup_that_nobody_could_open_is_due_again_when_a_key_has_come() throws SQLException {
        change("update verify.copy set look_at = null, key = key || '.age' where backup = ?::uuid");
        change("update verify.verification set state = 'ended', ended_at = now(), outcome = 'inconclusive'"
                + " where backup = ?::uuid");
        unopened.plan(database -> false, Instant.EPOCH);
        assertThat(planned("retry")).isZero();

        unopened.plan(database -> database.value().equals("app"), Instant.EPOCH);

        assertThat(planned("retry")).isEqualTo(1);
    }

    private void verifiedAndReadBefore(String interval) throws SQLException {
        change("update verify.copy set look_at = null, decoded = true, good_at = now() - interval '" + interval
                + "' where backup = ?::uuid");
        change("update verify.backup set trust = 'verified', settled_by = gen_random_uuid(),"
                + " verified_at = now() - interval '" + interval + "' where id = ?::uuid");
        change("update verify.verification set state = 'ended', ended_at = now() where backup = ?::uuid");
    }

    private long planned(String cause) throws SQLException {
        return number("select count(*) from verify.verification where backup = ?::uuid and state <> 'ended'"
                + " and cause = '" + cause + "'");
    }
}
