package io.holdfast.retention.expiring;

import static io.holdfast.retention.expiring.Example.AWAY;
import static io.holdfast.retention.expiring.Example.NOW;
import static io.holdfast.retention.expiring.Example.TIERED;
import static io.holdfast.retention.expiring.Example.everywhere;
import static io.holdfast.retention.expiring.Example.verified;
import static io.holdfast.retention.expiring.Planned.BOTH;
import static io.holdfast.retention.expiring.Planned.at;
import static io.holdfast.retention.expiring.Planned.days;
import static io.holdfast.retention.expiring.Planned.entry;
import static io.holdfast.retention.expiring.Planned.plan;
import static io.holdfast.retention.expiring.Planned.policy;
import static io.holdfast.retention.expiring.Planned.withEnough;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.Kind;
import io.holdfast.retention.expiring.Decision.Expire;
import io.holdfast.retention.expiring.RetentionPlan.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Who stands for a week, a month or a year, and for how long. Now is a Monday, 18 May 2026, 04:00 UTC. */
class TiersTest {

    @Test
    void the_oldest_verified_backup_of_an_iso_week_stands_for_it() {
        Backup sunday = everywhere(7, days(8), BOTH);
        Backup monday = everywhere(8, days(7), BOTH);
        Backup tuesday = everywhere(9, days(6), BOTH);

        RetentionPlan plan = withEnough(sunday, monday, tuesday);

        assertThat(entry(plan, 8).tiers()).contains(Tier.WEEKLY);
        assertThat(entry(plan, 9).tiers()).containsExactly(Tier.DAILY);
    }

    @Test
    void an_unverified_or_bad_backup_stands_for_nothing() {
        Backup sealed = Example.sealed(7, days(7));
        Backup suspected = everywhere(8, days(6), BOTH).in(State.SUSPECTED);
        Backup verified = everywhere(9, days(5), BOTH);

        RetentionPlan plan = withEnough(sealed, suspected, verified);

        assertThat(entry(plan, 9).tiers()).contains(Tier.WEEKLY);
        assertThat(entry(plan, 7).tiers()).containsExactly(Tier.DAILY);
        assertThat(entry(plan, 8).tiers()).containsExactly(Tier.DAILY);
    }

    @Test
    void what_was_promoted_stays_the_one_when_an_older_one_is_verified_later() {
        Backup verifiedLate = everywhere(7, days(7), BOTH);
        Backup promoted = everywhere(8, days(6), BOTH).promoted(new Promotion(Tier.WEEKLY, null));

        RetentionPlan plan = withEnough(verifiedLate, promoted);

        assertThat(entry(plan, 8).tiers()).contains(Tier.WEEKLY);
        assertThat(entry(plan, 7).tiers()).doesNotContain(Tier.WEEKLY);
    }

    @Test
    void another_takes_the_place_of_a_promoted_one_that_is_not_good_any_more() {
        Backup bad = everywhere(7, days(7), BOTH)
                .promoted(new Promotion(Tier.WEEKLY, null))
                .in(State.CONDEMNED);
        Backup good = everywhere(8, days(6), BOTH);

        assertThat(entry(withEnough(bad, good), 8).tiers()).contains(Tier.WEEKLY);
    }

    @Test
    void each_kind_has_representatives_of_its_own() {
        Backup full = everywhere(7, days(7), BOTH);
        Backup schema = everywhere(8, days(6), BOTH).of(Kind.SCHEMA_ONLY);

        assertThat(entry(withEnough(full, schema), 8).tiers()).contains(Tier.WEEKLY);
    }

    @Test
    void a_week_lasts_thirteen_weeks_and_a_month_twelve_months_of_the_calendar() {
        Instant onTheSecond = Instant.parse("2026-02-02T02:00:00Z");
        Backup february = everywhere(7, Duration.between(onTheSecond, NOW), BOTH);
        Backup nextWeek = everywhere(8, Duration.between(onTheSecond.plus(days(7)), NOW), BOTH)
                .promoted(new Promotion(Tier.WEEKLY, null));

        RetentionPlan plan = withEnough(february, nextWeek);

        assertThat(entry(plan, 7).decision().goesAt())
                .isEqualTo(onTheSecond.atOffset(ZoneOffset.UTC).plusMonths(12).toInstant());
        assertThat(entry(plan, 8).decision()).isInstanceOf(Expire.class);
        assertThat(entry(plan, 8).decision().goesAt()).isEqualTo(onTheSecond.plus(days(7 + 91)));
        assertThat(entry(plan, 8).decision().reason()).isEqualTo("older than 13 weeks (weekly)");
    }

    @Test
    void nobody_new_stands_for_a_week_whose_time_is_over() {
        Backup heldSince = everywhere(8, days(90), BOTH).withHold(new Hold("jo", "audit"));
        Backup notYet = everywhere(9, days(98 - 14), BOTH);

        assertThat(entry(withEnough(heldSince), 8).tiers()).containsExactly(Tier.MONTHLY);
        assertThat(entry(withEnough(notYet), 9).tiers()).contains(Tier.WEEKLY);
    }

    @Test
    void years_are_kept_where_they_are_asked_for() {
        RetentionPolicy seven = policy(new Tiering(13, 12, 7, 0, null, days(30)), Place.LOCAL, AWAY);

        Entry entry = entry(plan(seven, everywhere(9, days(800), BOTH)), 9);

        assertThat(entry.tiers()).containsExactly(Tier.YEARLY);
        assertThat(at("away", entry).reason()).isEqualTo("yearly, kept 7 years");
    }

    @Test
    void the_last_ones_by_number_stay_with_all_their_copies() {
        RetentionPolicy five = policy(new Tiering(0, 0, 0, 5, null, days(30)), Place.LOCAL, AWAY);

        RetentionPlan plan = plan(
                five, everywhere(8, days(40), BOTH), everywhere(9, days(50), BOTH), everywhere(10, days(60), BOTH));

        assertThat(entry(plan, 9).decision())
                .isEqualTo(Decision.keep("one of the last 5 of its kind, which stay by their number"));
        assertThat(entry(plan, 10).expires()).isTrue();
    }

    @Test
    void on_a_single_host_nothing_stands_for_a_week() {
        RetentionPlan plan = plan(Example.POLICY, verified(9, days(40)));

        assertThat(entry(plan, 9).expires()).isTrue();
        assertThat(Example.POLICY.remark())
                .hasValueSatisfying(words ->
                        assertThat(words).startsWith("Weekly, monthly backups need a destination away from this host"));
        assertThat(TIERED.remark()).isEmpty();
    }
}
