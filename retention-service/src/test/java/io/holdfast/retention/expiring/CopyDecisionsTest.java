package io.holdfast.retention.expiring;

import static io.holdfast.retention.expiring.ExampleBackups.AWAY;
import static io.holdfast.retention.expiring.ExampleBackups.NOW;
import static io.holdfast.retention.expiring.ExampleBackups.TIERED;
import static io.holdfast.retention.expiring.ExampleBackups.VAULT;
import static io.holdfast.retention.expiring.ExampleBackups.everywhere;
import static io.holdfast.retention.expiring.ExampleBackups.proven;
import static io.holdfast.retention.expiring.Planned.BOTH;
import static io.holdfast.retention.expiring.Planned.at;
import static io.holdfast.retention.expiring.Planned.days;
import static io.holdfast.retention.expiring.Planned.entry;
import static io.holdfast.retention.expiring.Planned.plan;
import static io.holdfast.retention.expiring.Planned.policy;
import static io.holdfast.retention.expiring.Planned.withEnough;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.retention.expiring.RetentionDecision.Expire;
import io.holdfast.retention.expiring.RetentionDecision.Keep;
import io.holdfast.retention.expiring.RetentionPlan.Entry;
import io.holdfast.retention.expiring.StoredCopy.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The decision about each copy of a backup: local, off-site, locked, not read again, or missing at a destination. */
class CopyDecisionsTest {

    @Test
    void after_the_daily_time_the_local_copy_goes_and_the_one_off_the_host_stays() {
        Entry entry = entry(withEnough(everywhere(9, days(40), BOTH)), 9);

        assertThat(at("local", entry)).isInstanceOf(Expire.class);
        assertThat(at("local", entry).reason()).isEqualTo("kept here for 30 days; monthly, and verified off the host");
        assertThat(at("away", entry)).isInstanceOf(Keep.class);
        assertThat(at("away", entry).reason()).isEqualTo("monthly, kept for 12 months");
        assertThat(entry.expires()).isFalse();
    }

    @Test
    void the_deletion_of_a_local_copy_names_the_copies_that_it_relies_on() {
        Entry entry = entry(withEnough(everywhere(9, days(40), BOTH)), 9);

        assertThat(((Expire) at("local", entry)).countsOn())
                .containsExactly(ExampleBackups.copy(9, "away").ref());
    }

    @Test
    void a_tiers_local_copy_is_kept_until_every_off_site_destination_has_a_verified_one() {
        RetentionPolicy two = policy(RetentionTierPolicy.RUNBOOK, RetentionPolicyDestination.LOCAL, AWAY, VAULT);
        BackupRecord notRead = everywhere(9, days(40), BOTH);
        List<StoredCopy> copies = new ArrayList<>(notRead.copies());
        copies.add(StoredCopy.present(ExampleBackups.copy(9, "vault")));

        Entry entry = entry(plan(two, notRead.withCopies(copies)), 9);

        assertThat(at("local", entry)).isEqualTo(RetentionDecision.keep("monthly, kept here until verified at vault"));
    }

    @Test
    void a_condemned_copy_off_the_host_is_not_counted_on() {
        BackupRecord backup = everywhere(9, days(40), BOTH)
                .withCopy(ExampleBackups.copy(9, "away").ref(), Condition.CONDEMNED);

        Entry entry = entry(withEnough(backup), 9);

        assertThat(at("local", entry)).isInstanceOf(Keep.class);
        assertThat(at("away", entry).reason()).isEqualTo("bad, to be replaced from a good copy");
    }

    @Test
    void other_backups_are_deleted_everywhere_after_the_daily_time() {
        BackupRecord representative = everywhere(8, days(42), BOTH);
        BackupRecord other = everywhere(9, days(41), BOTH);

        Entry entry = entry(withEnough(representative, other), 9);

        assertThat(entry.copies()).hasSize(2).allMatch(CopyRetentionDecision::expires);
        assertThat(entry.expires()).isTrue();
    }

    @Test
    void a_locked_copy_stays_until_its_lock_and_the_tolerated_skew_are_over() {
        BackupRecord locked = notRepresentative(9)
                .withCopies(List.of(
                        proven(9, "local", days(41)),
                        proven(9, "away", days(41)).locked(NOW.plus(days(3)))));

        Entry entry = entry(withEnough(everywhere(8, days(42), BOTH), locked), 9);

        assertThat(at("away", entry))
                .isEqualTo(new Keep("locked by its storage", NOW.plus(days(3)).plus(TrustedClock.TOLERANCE)));
        assertThat(at("local", entry)).isInstanceOf(Expire.class);
    }

    @Test
    void a_copy_at_a_destination_that_is_not_configured_stays() {
        BackupRecord backup = everywhere(9, days(41), "local", "gone");

        Entry entry = entry(withEnough(everywhere(8, days(42), BOTH), backup), 9);

        assertThat(at("gone", entry)).isEqualTo(RetentionDecision.keep("its destination 'gone' is not configured"));
    }

    @Test
    void a_backup_without_a_copy_at_a_destination_is_kept_longer_while_its_survivors_have_none_there_either() {
        BackupRecord behind = everywhere(9, days(41), "local");
        RetentionPlan plan = plan(
                TIERED,
                everywhere(8, days(42), BOTH),
                behind,
                everywhere(1, days(1), "local"),
                everywhere(2, days(2), BOTH),
                everywhere(3, days(3), BOTH));

        assertThat(at("local", entry(plan, 9))).isEqualTo(new Keep("not yet copied to away", NOW.plus(days(19))));
    }

    @Test
    void it_is_deleted_if_all_survivors_have_every_copy_or_its_extra_time_has_ended() {
        BackupRecord behind = everywhere(9, days(41), "local");
        BackupRecord tooLate = everywhere(19, days(69), "local");

        RetentionPlan protectedOnes = withEnough(everywhere(8, days(42), BOTH), behind);
        RetentionPlan away = plan(
                TIERED,
                everywhere(8, days(70), BOTH),
                tooLate,
                everywhere(1, days(1), "local"),
                everywhere(2, days(2), "local"),
                everywhere(3, days(3), "local"));

        assertThat(entry(protectedOnes, 9).expires()).isTrue();
        assertThat(entry(away, 19).expires()).isTrue();
    }

    @Test
    void survivors_keep_all_their_copies() {
        RetentionPlan plan = plan(
                TIERED, everywhere(1, days(400), BOTH), everywhere(2, days(401), BOTH), everywhere(3, days(402), BOTH));

        assertThat(plan.copiesDue()).isZero();
    }

    @Test
    void relieving_the_local_disk_of_what_lies_off_the_host_needs_no_approval() {
        BackupRecord[] weeks = IntStream.range(0, 8)
                .mapToObj(week -> everywhere(10 + week, days(35 + 7 * week), BOTH))
                .toArray(BackupRecord[]::new);

        RetentionPlan plan = withEnough(weeks);

        assertThat(plan.copiesDue()).isEqualTo(8);
        assertThat(plan.expiring()).isEmpty();
        assertThat(plan.exceedsLimit()).isFalse();
        assertThat(plan.permitted(Set.of())).hasSize(8);
    }

    @Test
    void a_backup_whose_other_copy_is_unproven_is_lost_with_its_local_one() {
        BackupRecord locked = notRepresentative(9)
                .withCopies(List.of(
                        proven(9, "local", days(41)),
                        StoredCopy.present(ExampleBackups.copy(9, "away")).locked(NOW.plus(days(3)))));

        RetentionPlan plan = withEnough(everywhere(8, days(42), BOTH), locked);

        assertThat(plan.expiring()).extracting(entry -> entry.backup().id()).containsExactly(ExampleBackups.id(9));
    }

    private static BackupRecord notRepresentative(int number) {
        return everywhere(number, days(41), BOTH);
    }
}
