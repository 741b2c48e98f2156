package io.holdfast.verify.drilling;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.verify.drilling.DrillPolicy.Choice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlanDrillsTest {

    private static final Instant NOW = Instant.parse("2026-05-18T02:00:00Z");
    private static final DrillPolicy POLICY = new DrillPolicy(
            true, Duration.ofDays(30), Duration.ofDays(90), Choice.LATEST, Duration.ofDays(14), Duration.ofDays(1));

    private final PlanDrills plan = new PlanDrills(new Random(4));

    @Test
    void what_was_never_drilled_is_due_at_once() {
        Turn turn = next(standing("app", POLICY, null, null, "15")).orElseThrow();

        assertThat(turn.risk()).isEqualTo(Risk.NEVER_DRILLED);
        assertThat(turn.backup()).isEqualTo(backup(1));
    }

    @Test
    void a_good_drill_lasts_for_the_policys_time() {
        Past good = past(29, Past.Result.COMPLETED, "15");

        assertThat(next(standing("app", POLICY, good, good, "15"))).isEmpty();
        Past older = past(30, Past.Result.COMPLETED, "15");
        assertThat(next(standing("app", POLICY, older, older, "15")).map(Turn::risk))
                .contains(Risk.LONG_AGO);
    }

    @Test
    void changed_tables_bring_a_drill_forward_but_not_to_every_night() {
        Past yesterday = past(1, Past.Result.COMPLETED, "15");
        Past lastWeek = past(8, Past.Result.COMPLETED, "15");

        assertThat(next(standing("app", POLICY, yesterday, yesterday, "17"))).isEmpty();
        assertThat(next(standing("app", POLICY, lastWeek, lastWeek, "17")).map(Turn::risk))
                .contains(Risk.CHANGED);
    }

    @Test
    void what_is_set_aside_is_tried_after_a_day_whatever_the_policy_says() {
        Past yesterday = past(1, Past.Result.SET_ASIDE, "15");
        DrillPolicy weekly = new DrillPolicy(
                true, Duration.ofDays(30), Duration.ofDays(90), Choice.LATEST, Duration.ofDays(14), Duration.ofDays(7));

        assertThat(next(standing("app", weekly, null, yesterday, "15"))).isPresent();
        assertThat(next(standing("app", weekly, null, past(0, Past.Result.SET_ASIDE, "15"), "15")))
                .isEmpty();
    }

    @Test
    void what_is_set_aside_comes_after_everything_else() {
        Standing aside = standing("aside", POLICY, null, past(2, Past.Result.SET_ASIDE, "15"), "15");
        Past good = past(31, Past.Result.COMPLETED, "15");
        Standing other = standing("other", POLICY, good, good, "15");

        Turn turn = plan.next(List.of(aside, other), NOW).orElseThrow();

        assertThat(turn.database().value()).isEqualTo("other");
    }

    @Test
    void what_nobody_knows_has_not_changed() {
        Past lastWeek = past(8, Past.Result.COMPLETED, null);

        assertThat(next(standing("app", POLICY, lastWeek, lastWeek, "17"))).isEmpty();
    }

    @Test
    void a_failed_drill_is_repeated_after_a_day_also_when_an_impossible_one_came_between() {
        Past good = past(10, Past.Result.COMPLETED, "15");
        Past failed = past(5, Past.Result.FAILED, "15");
        Past impossible = past(2, Past.Result.IMPOSSIBLE, "15");

        Standing standing = new Standing(
                new DatabaseId("app"),
                POLICY,
                NOW,
                backups("15"),
                Optional.of(good),
                Optional.of(failed),
                Optional.of(impossible),
                Optional.empty(),
                false);

        assertThat(next(standing).map(Turn::risk)).contains(Risk.FAILED);
    }

    @Test
    void what_was_impossible_an_hour_ago_is_not_tried_now() {
        Past now = new Past(NOW.minus(Duration.ofHours(1)), Past.Result.IMPOSSIBLE, Optional.empty());

        assertThat(next(standing("app", POLICY, null, now, "15"))).isEmpty();
    }

    @Test
    void the_higher_risk_goes_first_and_then_the_longer_wait() {
        Past recent = past(31, Past.Result.COMPLETED, "15");
        Past older = past(60, Past.Result.COMPLETED, "15");
        List<Standing> all = List.of(
                standing("recent", POLICY, recent, recent, "15"),
                standing("older", POLICY, older, older, "15"),
                standing("never", POLICY, null, null, "15"));

        assertThat(plan.next(all, NOW).map(turn -> turn.database().value())).contains("never");
        assertThat(plan.next(all.subList(0, 2), NOW).map(turn -> turn.database().value()))
                .contains("older");
    }

    @Test
    void a_database_that_is_not_to_be_drilled_is_neither_due_nor_overdue() {
        DrillPolicy off = new DrillPolicy(
                false, POLICY.every(), POLICY.atLeast(), POLICY.choice(), POLICY.window(), POLICY.againAfter());
        Standing standing = standing("app", off, past(900, Past.Result.COMPLETED, "15"), null, "15");

        assertThat(next(standing)).isEmpty();
        assertThat(standing.isOverdue(NOW)).isFalse();
    }

    @Test
    void without_a_good_drill_for_ninety_days_it_is_overdue_whatever_failed_since() {
        Past good = past(91, Past.Result.COMPLETED, "15");
        Past failed = past(1, Past.Result.FAILED, "15");

        assertThat(standing("app", POLICY, good, failed, "15").isOverdue(NOW)).isTrue();
        assertThat(standing("app", POLICY, past(89, Past.Result.COMPLETED, "15"), failed, "15")
                        .isOverdue(NOW))
                .isFalse();
    }

    /** Days since the last good drill of each of many databases, drilled one each night as planned. */
    @Property(tries = 200)
    void with_a_night_for_each_nobody_becomes_overdue(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 0, max = 60) Integer> ages) {
        Instant[] last =
                ages.stream().map(days -> NOW.minus(Duration.ofDays(days))).toArray(Instant[]::new);
        for (int night = 0; night < 200; night++) {
            Instant now = NOW.plus(Duration.ofDays(night));
            List<Standing> all = IntStream.range(0, last.length)
                    .mapToObj(i -> {
                        Past good = new Past(last[i], Past.Result.COMPLETED, Optional.of("15"));
                        return standing("db" + i, POLICY, good, good, "15");
                    })
                    .toList();
            assertThat(all).noneMatch(standing -> standing.isOverdue(now));
            plan.next(all, now).ifPresent(turn -> {
                int which = Integer.parseInt(turn.database().value().substring(2));
                assertThat(Duration.between(last[which], now)).isGreaterThanOrEqualTo(POLICY.every());
                last[which] = now;
            });
        }
    }

    @Property(tries = 200)
    void any_of_the_window_may_be_chosen_and_no_other(@ForAll long seed) {
        DrillPolicy any = new DrillPolicy(
                true, POLICY.every(), POLICY.atLeast(), Choice.RANDOM, POLICY.window(), POLICY.againAfter());

        BackupId chosen = new PlanDrills(new Random(seed))
                .next(List.of(standing("app", any, null, null, "15")), NOW)
                .orElseThrow()
                .backup();

        assertThat(chosen).isIn(backup(1), backup(7), backup(13));
    }

    private Optional<Turn> next(Standing standing) {
        return plan.next(List.of(standing), NOW);
    }

    private static Standing standing(
            String database, DrillPolicy policy, @Nullable Past good, @Nullable Past last, String traits) {
        return new Standing(
                new DatabaseId(database),
                policy,
                NOW.minus(Duration.ofDays(2)),
                backups(traits),
                Optional.ofNullable(good),
                Optional.ofNullable(last),
                Optional.ofNullable(last),
                Optional.empty(),
                false);
    }

    private static List<Drillable> backups(String traits) {
        return List.of(1, 7, 13, 20).stream()
                .map(days -> new Drillable(backup(days), NOW.minus(Duration.ofDays(days)), Optional.of(traits)))
                .toList();
    }

    private static BackupId backup(int days) {
        return new BackupId(new UUID(0, days));
    }

    private static Past past(int days, Past.Result result, @Nullable String traits) {
        return new Past(NOW.minus(Duration.ofDays(days)), result, Optional.ofNullable(traits));
    }
}
