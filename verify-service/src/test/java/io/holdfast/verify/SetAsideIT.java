package io.holdfast.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.testing.TestEventLogClient;
import io.holdfast.verify.verifying.VerificationClaim;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Handling of a verification whose workers die. */
@QuarkusTest
@TestProfile(WithoutWorkersProfile.class)
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "verify"))
class SetAsideIT extends LeasedVerification {

    @Test
    void a_verification_during_which_three_workers_died_is_set_aside_until_tomorrow() throws SQLException {
        die();
        die();

        pinIsBack();
        assertThat(queue.claim(first, false)).isPresent();
        expireLease();

        await().atMost(TestEventLogClient.PATIENCE).until(() -> setAside() == 1);
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
            queue.release(queue.claim(first, false).orElseThrow());
            pinIsBack();
        }

        VerificationClaim claim = queue.claim(first, false).orElseThrow();

        assertThat(claim.attempt()).isEqualTo(5);
        assertThat(number("select deaths from verify.verification where backup = ?::uuid"))
                .isZero();
    }

    @Test
    void a_worker_that_was_only_paused_has_not_died() throws SQLException {
        VerificationClaim claim = queue.claim(first, false).orElseThrow();
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
        VerificationClaim claim = queue.claim(second, false).orElseThrow();
        assertThat(claim.verification()).isEqualTo(requested);
        expireLease();
        await().atMost(TestEventLogClient.PATIENCE)
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
        VerificationClaim claim = queue.claim(second, false).orElseThrow();

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
        await().atMost(TestEventLogClient.PATIENCE).until(() -> setAside() == 1);
    }

    private long setAside() throws SQLException {
        return number(
                "select count(*) from verify.verification where backup = ?::uuid and set_aside and state = 'due'");
    }

    /** A worker claims it and disappears. */
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
}
