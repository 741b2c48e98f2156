package io.holdfast.retention.expiring;

import static io.holdfast.retention.expiring.Example.AWAY;
import static io.holdfast.retention.expiring.Example.NOW;
import static io.holdfast.retention.expiring.Example.TIERED;
import static io.holdfast.retention.expiring.Example.VAULT;
import static io.holdfast.retention.expiring.Example.everywhere;
import static io.holdfast.retention.expiring.Example.proven;
import static io.holdfast.retention.expiring.Example.verified;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.Kind;
import io.holdfast.retention.expiring.Decision.Expire;
import io.holdfast.retention.expiring.Decision.Keep;
import io.holdfast.retention.expiring.RetentionPlan.Entry;
import io.holdfast.retention.expiring.StoredCopy.Condition;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Now is a Monday, 18 May 2026, 04:00 UTC; the week before last began on 4 May, 14 days ago. */
class TiersTest {

    private static final String[] BOTH = {"local", "away"};

    private final Planner planner = new Planner();

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
    void after_the_daily_time_the_local_copy_goes_and_the_one_off_the_host_stays() {
        Entry entry = entry(withEnough(everywhere(9, days(40), BOTH)), 9);

        assertThat(at("local", entry)).isInstanceOf(Expire.class);
        assertThat(at("local", entry).reason()).isEqualTo("over 30 days here; monthly, and verified off the host");
        assertThat(at("away", entry)).isInstanceOf(Keep.class);
        assertThat(at("away", entry).reason()).isEqualTo("monthly, kept 12 months");
        assertThat(entry.expires()).isFalse();
    }

    @Test
    void a_local_copy_that_goes_names_the_copies_that_it_counts_on() {
        Entry entry = entry(withEnough(everywhere(9, days(40), BOTH)), 9);

        assertThat(((Expire) at("local", entry)).countsOn())
                .containsExactly(Example.copy(9, "away").ref());
    }

    @Test
    void what_a_tier_needs_stays_here_until_every_place_off_the_host_has_it_verified() {
        RetentionPolicy two = policy(Tiering.RUNBOOK, Place.LOCAL, AWAY, VAULT);
        Backup notRead = everywhere(9, days(40), BOTH);
        List<StoredCopy> copies = new ArrayList<>(notRead.copies());
        copies.add(StoredCopy.present(Example.copy(9, "vault")));

        Entry entry = entry(plan(two, notRead.withCopies(copies)), 9);

        assertThat(at("local", entry))
                .isEqualTo(Decision.keep("monthly, and stays here until it lies verified at vault"));
    }

    @Test
    void a_condemned_copy_off_the_host_is_not_counted_on() {
        Backup backup =
                everywhere(9, days(40), BOTH).withCopy(Example.copy(9, "away").ref(), Condition.CONDEMNED);

        Entry entry = entry(withEnough(backup), 9);

        assertThat(at("local", entry)).isInstanceOf(Keep.class);
        assertThat(at("away", entry).reason()).isEqualTo("bad, and to be made anew from a good copy");
    }

    @Test
    void what_stands_for_nothing_goes_from_everywhere_after_the_daily_time() {
        Backup representative = everywhere(8, days(42), BOTH);
        Backup other = everywhere(9, days(41), BOTH);

        Entry entry = entry(withEnough(representative, other), 9);

        assertThat(entry.copies()).hasSize(2).allMatch(CopyPlan::expires);
        assertThat(entry.expires()).isTrue();
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

    @Test
    void a_locked_copy_stays_until_its_lock_and_the_tolerated_skew_are_over() {
        Backup locked = notRepresentative(9)
                .withCopies(List.of(
                        proven(9, "local", days(41)),
                        proven(9, "away", days(41)).locked(NOW.plus(days(3)))));

        Entry entry = entry(withEnough(everywhere(8, days(42), BOTH), locked), 9);

        assertThat(at("away", entry))
                .isEqualTo(new Keep("locked by its storage", NOW.plus(days(3)).plus(Clocks.TOLERANCE)));
        assertThat(at("local", entry)).isInstanceOf(Expire.class);
    }

    @Test
    void a_copy_at_a_destination_that_is_not_configured_stays() {
        Backup backup = everywhere(9, days(41), "local", "gone");

        Entry entry = entry(withEnough(everywhere(8, days(42), BOTH), backup), 9);

        assertThat(at("gone", entry)).isEqualTo(Decision.keep("its destination 'gone' is not configured"));
    }

    @Test
    void a_backup_that_a_destination_has_not_got_stays_longer_while_its_survivors_are_not_there_either() {
        Backup behind = everywhere(9, days(41), "local");
        RetentionPlan plan = plan(
                TIERED,
                everywhere(8, days(42), BOTH),
                behind,
                everywhere(1, days(1), "local"),
                everywhere(2, days(2), BOTH),
                everywhere(3, days(3), BOTH));

        assertThat(at("local", entry(plan, 9)))
                .isEqualTo(new Keep("not yet at away, and can still be copied", NOW.plus(days(19))));
    }

    @Test
    void it_goes_where_all_survivors_have_every_copy_or_its_longer_time_is_over() {
        Backup behind = everywhere(9, days(41), "local");
        Backup tooLate = everywhere(19, days(69), "local");

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
        Backup[] weeks = IntStream.range(0, 8)
                .mapToObj(week -> everywhere(10 + week, days(35 + 7 * week), BOTH))
                .toArray(Backup[]::new);

        RetentionPlan plan = withEnough(weeks);

        assertThat(plan.copiesDue()).isEqualTo(8);
        assertThat(plan.expiring()).isEmpty();
        assertThat(plan.exceedsLimit()).isFalse();
        assertThat(plan.permitted(Set.of())).hasSize(8);
    }

    @Test
    void a_backup_whose_other_copy_nobody_has_read_again_is_lost_with_its_local_one() {
        Backup locked = notRepresentative(9)
                .withCopies(List.of(
                        proven(9, "local", days(41)),
                        StoredCopy.present(Example.copy(9, "away")).locked(NOW.plus(days(3)))));

        RetentionPlan plan = withEnough(everywhere(8, days(42), BOTH), locked);

        assertThat(plan.expiring()).extracting(entry -> entry.backup().id()).containsExactly(Example.id(9));
    }

    private static Backup notRepresentative(int number) {
        return everywhere(number, days(41), BOTH);
    }

    private static RetentionPolicy policy(Tiering tiering, Place... places) {
        return new RetentionPolicy(Example.APP, days(30), 3, days(7), tiering, List.of(places));
    }

    private RetentionPlan withEnough(Backup... backups) {
        return plan(TIERED, backups);
    }

    /** Three protected ones of the last days are there as well, if none of these numbers are taken. */
    private RetentionPlan plan(RetentionPolicy policy, Backup... backups) {
        List<Backup> all = new ArrayList<>(List.of(backups));
        String[] places = policy.places().stream().map(Place::destination).toArray(String[]::new);
        if (all.stream().noneMatch(backup -> backup.id().equals(Example.id(1)))) {
            IntStream.range(1, 4).forEach(n -> all.add(everywhere(n, Duration.ofHours(n), places)));
        }
        return planner.plan(all, policy, NOW);
    }

    private static Entry entry(RetentionPlan plan, int number) {
        return plan.entries().stream()
                .filter(entry -> entry.backup().id().equals(Example.id(number)))
                .findFirst()
                .orElseThrow();
    }

    private static Decision at(String destination, Entry entry) {
        return entry.copies().stream()
                .filter(plan -> plan.copy().destination().equals(destination))
                .map(CopyPlan::decision)
                .findFirst()
                .orElseThrow();
    }

    private static Duration days(long days) {
        return Duration.ofDays(days);
    }
}
