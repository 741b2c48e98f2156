package io.holdfast.retention.expiring;

import static io.holdfast.retention.expiring.ExampleBackups.AWAY;
import static io.holdfast.retention.expiring.ExampleBackups.NOW;
import static io.holdfast.retention.expiring.ExampleBackups.TIERED;
import static io.holdfast.retention.expiring.ExampleBackups.everywhere;
import static io.holdfast.retention.expiring.ExampleBackups.verified;
import static io.holdfast.retention.expiring.Planned.BOTH;
import static io.holdfast.retention.expiring.Planned.at;
import static io.holdfast.retention.expiring.Planned.days;
import static io.holdfast.retention.expiring.Planned.entry;
import static io.holdfast.retention.expiring.Planned.plan;
import static io.holdfast.retention.expiring.Planned.policy;
import static io.holdfast.retention.expiring.Planned.withEnough;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupKind;
import io.holdfast.retention.expiring.RetentionDecision.Expire;
import io.holdfast.retention.expiring.RetentionPlan.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/**
 * Which backups represent a week, a month or a year, and for how long. The current time is Monday, 18 May 2026, 04:00
 * UTC.
 */
class TiersTest {

    @Test
    void the_oldest_verified_backup_of_an_iso_week_represents_it() {
        BackupRecord sunday = everywhere(7, days(8), BOTH);
        BackupRecord monday = everywhere(8, days(7), BOTH);
        BackupRecord tuesday = everywhere(9, days(6), BOTH);

        RetentionPlan plan = withEnough(sunday, monday, tuesday);

        assertThat(entry(plan, 8).tiers()).contains(RetentionTier.WEEKLY);
        assertThat(entry(plan, 9).tiers()).containsExactly(RetentionTier.DAILY);
    }

    @Test
    void an_unverified_or_bad_backup_represents_no_period() {
        BackupRecord sealed = ExampleBackups.sealed(7, days(7));
        BackupRecord suspected = everywhere(8, days(6), BOTH).in(BackupState.SUSPECTED);
        BackupRecord verified = everywhere(9, days(5), BOTH);

        RetentionPlan plan = withEnough(sealed, suspected, verified);

        assertThat(entry(plan, 9).tiers()).contains(RetentionTier.WEEKLY);
        assertThat(entry(plan, 7).tiers()).containsExactly(RetentionTier.DAILY);
        assertThat(entry(plan, 8).tiers()).containsExactly(RetentionTier.DAILY);
    }

    @Test
    void a_promoted_backup_remains_the_representative_if_an_older_one_is_verified_later() {
        BackupRecord verifiedLate = everywhere(7, days(7), BOTH);
        BackupRecord promoted = everywhere(8, days(6), BOTH).promoted(new TierPromotion(RetentionTier.WEEKLY, null));

        RetentionPlan plan = withEnough(verifiedLate, promoted);

        assertThat(entry(plan, 8).tiers()).contains(RetentionTier.WEEKLY);
        assertThat(entry(plan, 7).tiers()).doesNotContain(RetentionTier.WEEKLY);
    }

    @Test
    void another_backup_replaces_a_promoted_one_that_is_no_longer_good() {
        BackupRecord bad = everywhere(7, days(7), BOTH)
                .promoted(new TierPromotion(RetentionTier.WEEKLY, null))
                .in(BackupState.CONDEMNED);
        BackupRecord good = everywhere(8, days(6), BOTH);

        assertThat(entry(withEnough(bad, good), 8).tiers()).contains(RetentionTier.WEEKLY);
    }

    @Test
    void each_kind_has_representatives_of_its_own() {
        BackupRecord full = everywhere(7, days(7), BOTH);
        BackupRecord schema = everywhere(8, days(6), BOTH).of(BackupKind.SCHEMA_ONLY);

        assertThat(entry(withEnough(full, schema), 8).tiers()).contains(RetentionTier.WEEKLY);
    }

    @Test
    void a_week_lasts_thirteen_weeks_and_a_month_twelve_months_of_the_calendar() {
        Instant onTheSecond = Instant.parse("2026-02-02T02:00:00Z");
        BackupRecord february = everywhere(7, Duration.between(onTheSecond, NOW), BOTH);
        BackupRecord nextWeek = everywhere(8, Duration.between(onTheSecond.plus(days(7)), NOW), BOTH)
                .promoted(new TierPromotion(RetentionTier.WEEKLY, null));

        RetentionPlan plan = withEnough(february, nextWeek);

        assertThat(entry(plan, 7).decision().goesAt())
                .isEqualTo(onTheSecond.atOffset(ZoneOffset.UTC).plusMonths(12).toInstant());
        assertThat(entry(plan, 8).decision()).isInstanceOf(Expire.class);
        assertThat(entry(plan, 8).decision().goesAt()).isEqualTo(onTheSecond.plus(days(7 + 91)));
        assertThat(entry(plan, 8).decision().reason()).isEqualTo("older than 13 weeks (weekly)");
    }

    @Test
    void a_week_whose_time_has_ended_gets_no_new_representative() {
        BackupRecord heldSince = everywhere(8, days(90), BOTH).withHold(new BackupHold("jo", "audit"));
        BackupRecord notYet = everywhere(9, days(98 - 14), BOTH);

        assertThat(entry(withEnough(heldSince), 8).tiers()).containsExactly(RetentionTier.MONTHLY);
        assertThat(entry(withEnough(notYet), 9).tiers()).contains(RetentionTier.WEEKLY);
    }

    @Test
    void years_are_kept_if_configured() {
        RetentionPolicy seven =
                policy(new RetentionTierPolicy(13, 12, 7, 0, null, days(30)), RetentionPolicyDestination.LOCAL, AWAY);

        Entry entry = entry(plan(seven, everywhere(9, days(800), BOTH)), 9);

        assertThat(entry.tiers()).containsExactly(RetentionTier.YEARLY);
        assertThat(at("away", entry).reason()).isEqualTo("yearly, kept for 7 years");
    }

    @Test
    void keep_last_keeps_backups_with_all_their_copies() {
        RetentionPolicy five =
                policy(new RetentionTierPolicy(0, 0, 0, 5, null, days(30)), RetentionPolicyDestination.LOCAL, AWAY);

        RetentionPlan plan = plan(
                five, everywhere(8, days(40), BOTH), everywhere(9, days(50), BOTH), everywhere(10, days(60), BOTH));

        assertThat(entry(plan, 9).decision())
                .isEqualTo(RetentionDecision.keep("one of the last 5 verified backups of its kind (keep-last)"));
        assertThat(entry(plan, 10).expires()).isTrue();
    }

    @Test
    void on_a_single_host_no_backup_represents_a_week() {
        RetentionPlan plan = plan(ExampleBackups.POLICY, verified(9, days(40)));

        assertThat(entry(plan, 9).expires()).isTrue();
        assertThat(ExampleBackups.POLICY.remark())
                .hasValueSatisfying(words ->
                        assertThat(words).startsWith("Weekly, monthly backups require an off-site destination"));
        assertThat(TIERED.remark()).isEmpty();
    }
}
