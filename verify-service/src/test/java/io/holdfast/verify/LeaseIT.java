package io.holdfast.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.BackupId;
import io.holdfast.events.Copy;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Kind;
import io.holdfast.events.Level;
import io.holdfast.events.Sha256;
import io.holdfast.localstack.testing.Ground;
import io.holdfast.testing.Log;
import io.holdfast.verify.postgres.BackupBooks;
import io.holdfast.verify.postgres.Repetition;
import io.holdfast.verify.postgres.UnopenedBackups;
import io.holdfast.verify.postgres.Verdicts;
import io.holdfast.verify.postgres.VerificationQueue;
import io.holdfast.verify.verifying.Claim;
import io.holdfast.verify.verifying.CopyLook;
import io.holdfast.verify.verifying.Judgement;
import io.holdfast.verify.verifying.Scope;
import io.holdfast.verify.verifying.Verdict;
import io.holdfast.verify.verifying.VerifyBackup;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutWorkers.class)
@QuarkusTestResource(value = Ground.class, initArgs = @ResourceArg(name = "schema", value = "verify"))
class LeaseIT {

    private static final VerifyBackup.Found GOOD = new VerifyBackup.Found(
            new Judgement(new Verdict.Verified(Level.L2, List.of(), List.of()), List.of()),
            List.of(),
            Optional.empty());

    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();
    private final UUID verification = UUID.randomUUID();
    private final BackupId backup = new BackupId(UUID.randomUUID());

    @Inject
    VerificationQueue queue;

    @Inject
    BackupBooks backups;

    @Inject
    Verdicts verdicts;

    @Inject
    Repetition repetition;

    @Inject
    UnopenedBackups unopened;

    @BeforeEach
    void one_verification_is_ready() throws SQLException {
        change("update verify.verification set state = 'ended' where state <> 'ended' and ? is not null");
        Copy copy = new Copy("local", "app_full_20260518_020000.dump", null, 1, new Sha256("a".repeat(64)));
        QuarkusTransaction.requiringNew().run(() -> {
            backups.add(
                    backup,
                    new DatabaseId("app"),
                    Kind.FULL,
                    Instant.EPOCH,
                    List.of(copy),
                    Optional.of("15.18"),
                    Instant.EPOCH);
            queue.plan(verification, backup, "completed", Instant.EPOCH);
        });
        pinIsBack();
    }

    @Test
    void two_workers_never_verify_the_same() {
        Optional<Claim> one = queue.claim(first, false);
        Optional<Claim> other = queue.claim(second, false);

        assertThat(one).isPresent();
        assertThat(other).isEmpty();
    }

    @Test
    void a_worker_that_wakes_up_late_records_nothing() throws SQLException {
        Claim late = queue.claim(first, false).orElseThrow();
        loseLease();
        pinIsBack();
        Claim current = queue.claim(second, false).orElseThrow();

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
        Claim claim = queue.claim(first, false).orElseThrow();
        assertThat(queue.renew(claim)).isTrue();
        loseLease();

        boolean kept = queue.renew(claim);

        assertThat(kept).isFalse();
    }

    @Test
    void what_a_stopping_worker_hands_back_is_due_at_once() throws SQLException {
        Claim claim = queue.claim(first, false).orElseThrow();

        queue.handBack(claim);

        assertThat(number("select count(*) from verify.verification where backup = ?::uuid and state = 'due'"
                        + " and due_at <= now()"))
                .isEqualTo(1);
    }

    @Test
    void a_verification_during_which_three_workers_died_is_set_aside_until_tomorrow() throws SQLException {
        die();
        die();

        pinIsBack();
        assertThat(queue.claim(first, false)).isPresent();
        expireLease();

        await().atMost(Log.PATIENCE).until(() -> setAside() == 1);
        assertThat(number("select count(*) from verify.verification where backup = ?::uuid and state = 'due'"
                        + " and due_at between now() + interval '23 hours' and now() + interval '25 hours'"))
                .isEqualTo(1);
        assertThat(number("select count(*) from verify.outbox where convert_from(value, 'UTF8') like '%workerDeaths%3%'"
                        + " and convert_from(value, 'UTF8') like '%' || ? || '%'"))
                .isEqualTo(1);
    }

    @Test
    void a_hand_back_is_no_death() throws SQLException {
        for (int each = 0; each < 4; each++) {
            queue.handBack(queue.claim(first, false).orElseThrow());
            pinIsBack();
        }

        Claim claim = queue.claim(first, false).orElseThrow();

        assertThat(claim.attempt()).isEqualTo(5);
        assertThat(number("select deaths from verify.verification where backup = ?::uuid"))
                .isZero();
    }

    @Test
    void a_worker_that_was_only_paused_has_not_died() throws SQLException {
        Claim claim = queue.claim(first, false).orElseThrow();
        loseLease();
        assertThat(number("select deaths from verify.verification where backup = ?::uuid"))
                .isEqualTo(1);

        queue.renew(claim);

        assertThat(number("select deaths from verify.verification where backup = ?::uuid"))
                .isZero();
    }

    @Test
    void an_operators_request_takes_up_what_is_set_aside_and_one_more_death_ends_it() throws SQLException {
        setAsideByThreeDeaths();
        UUID requested = UUID.randomUUID();

        QuarkusTransaction.requiringNew().run(() -> queue.plan(requested, backup, "request", Instant.now()));

        readyIfDueNow();
        Claim claim = queue.claim(second, false).orElseThrow();
        assertThat(claim.verification()).isEqualTo(requested);
        expireLease();
        await().atMost(Log.PATIENCE)
                .until(() ->
                        number("select count(*) from verify.verification where backup = ?::uuid and state = 'ended'"
                                        + " and outcome = 'inconclusive'")
                                == 2);
        assertThat(setAside()).isEqualTo(1);
    }

    @Test
    void a_verdict_ends_what_is_set_aside() throws SQLException {
        setAsideByThreeDeaths();
        QuarkusTransaction.requiringNew().run(() -> queue.plan(UUID.randomUUID(), backup, "request", Instant.now()));
        readyIfDueNow();
        Claim claim = queue.claim(second, false).orElseThrow();

        boolean recorded = verdicts.record(claim, GOOD);

        assertThat(recorded).isTrue();
        assertThat(setAside()).isZero();
    }

    private void setAsideByThreeDeaths() throws SQLException {
        die();
        die();
        pinIsBack();
        assertThat(queue.claim(first, false)).isPresent();
        expireLease();
        await().atMost(Log.PATIENCE).until(() -> setAside() == 1);
    }

    private long setAside() throws SQLException {
        return number(
                "select count(*) from verify.verification where backup = ?::uuid and set_aside and state = 'due'");
    }

    /** A worker claims it and is not heard of again. */
    private void die() throws SQLException {
        pinIsBack();
        assertThat(queue.claim(first, false)).isPresent();
        loseLease();
    }

    private void readyIfDueNow() throws SQLException {
        change("update verify.verification set state = 'ready', attempt = attempt + 1, pin = gen_random_uuid(),"
                + " pinned_at = 1, pinned_until = now() + interval '1 hour' where backup = ?::uuid and state = 'due'"
                + " and not set_aside");
    }

    private void expireLease() throws SQLException {
        change("update verify.verification set lease_until = now() - interval '1 second' where backup = ?::uuid"
                + " and state = 'running'");
    }

    @Test
    void a_pin_is_renewed_before_its_time_is_up() throws SQLException {
        Claim claim = queue.claim(first, false).orElseThrow();
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
        Copy later = new Copy("vault", "app_full_20260518_020000.dump", null, 1, new Sha256("a".repeat(64)));

        QuarkusTransaction.requiringNew().run(() -> backups.addCopy(backup, later, Instant.EPOCH));

        await().atMost(Log.PATIENCE).until(() -> planned("copied") == 1);
        pinIsBack();
        Claim claim = queue.claim(first, false).orElseThrow();
        assertThat(claim.scope()).isEqualTo(Scope.part(List.of(later), Set.of(later.sha256())));
    }

    @Test
    void while_the_only_copy_to_be_looked_at_is_away_nothing_is_said_and_it_is_tried_again() throws SQLException {
        verifiedAndReadBefore("1 day");
        Copy later = new Copy("vault", "app_full_20260518_020000.dump", null, 1, new Sha256("a".repeat(64)));
        QuarkusTransaction.requiringNew().run(() -> backups.addCopy(backup, later, Instant.EPOCH));
        await().atMost(Log.PATIENCE).until(() -> planned("copied") == 1);
        pinIsBack();
        Claim claim = queue.claim(first, false).orElseThrow();
        Judgement away = new Judgement(new Verdict.Inconclusive("not mounted", true), List.of());

        verdicts.record(
                claim,
                new VerifyBackup.Found(away, List.of(new CopyLook.NotLooked(later, "not mounted")), Optional.empty()));

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
        Copy moved = new Copy("local", "app_full_20260518_020000.dump", "v2", 1, new Sha256("a".repeat(64)));

        QuarkusTransaction.requiringNew().run(() -> backups.addCopy(backup, moved, Instant.EPOCH));

        await().atMost(Log.PATIENCE).until(() -> planned("copied") == 1);
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

    /** As if the pin had come back through the log. */
    private void pinIsBack() throws SQLException {
        change(
                "update verify.verification set state = 'ready', attempt = attempt + 1, pin = gen_random_uuid(),"
                        + " pinned_at = 1, pinned_until = now() + interval '1 hour' where backup = ?::uuid and state <> 'ended'");
    }

    private void loseLease() throws SQLException {
        change("update verify.verification set lease_until = now() - interval '1 second' where backup = ?::uuid");
        await().atMost(Log.PATIENCE)
                .until(() -> number("select count(*) from verify.verification where backup = ?::uuid and state = 'due'")
                        == 1);
    }

    private void change(String sql) throws SQLException {
        try (Connection catalogue = Ground.postgres().connect(Ground.CATALOGUE);
                PreparedStatement update = catalogue.prepareStatement(sql)) {
            update.setString(1, backup.toString());
            update.executeUpdate();
        }
    }

    private long number(String sql) throws SQLException {
        try (Connection catalogue = Ground.postgres().connect(Ground.CATALOGUE);
                PreparedStatement select = catalogue.prepareStatement(sql)) {
            select.setString(1, backup.toString());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
