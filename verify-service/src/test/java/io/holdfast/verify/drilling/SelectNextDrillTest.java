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

class SelectNextDrillTest {

    private static final Instant NOW = Instant.parse("2026-05-18T02:00:00Z");
    private static final DrillPolicy POLICY = new DrillPolicy(
            true, Duration.ofDays(30), Duration.ofDays(90), Choice.LATEST, Duration.ofDays(14), Duration.ofDays(1));

    private final SelectNextDrill plan = new SelectNextDrill(new Random(4));

    @Test
    void what_was_never_drilled_is_due_at_once() {
        DueDrill dueDrill = next(status("app", POLICY, null, null, "15")).orElseThrow();

        assertThat(dueDrill.risk()).isEqualTo(DrillReason.NEVER_DRILLED);
        assertThat(dueDrill.backup()).isEqualTo(backup(1));
    }

    @Test
    void a_good_drill_lasts_for_the_policys_time() {
        CompletedDrill good = completedDrill(29, CompletedDrill.Result.COMPLETED, "15");

        assertThat(next(status("app", POLICY, good, good, "15"))).isEmpty();
        CompletedDrill older = completedDrill(30, CompletedDrill.Result.COMPLETED, "15");
        assertThat(next(status("app", POLICY, older, older, "15")).map(DueDrill::risk))
                .contains(DrillReason.LONG_AGO);
    }

    @Test
    void changed_tables_bring_a_drill_forward_but_not_to_every_night() {
        CompletedDrill yesterday = completedDrill(1, CompletedDrill.Result.COMPLETED, "15");
        CompletedDrill lastWeek = completedDrill(8, CompletedDrill.Result.COMPLETED, "15");

        assertThat(next(status("app", POLICY, yesterday, yesterday, "17"))).isEmpty();
        assertThat(next(status("app", POLICY, lastWeek, lastWeek, "17")).map(DueDrill::risk))
                .contains(DrillReason.CHANGED);
    }

    @Test
    void what_is_set_aside_is_tried_after_a_day_whatever_the_policy_says() {
        CompletedDrill yesterday = completedDrill(1, CompletedDrill.Result.SET_ASIDE, "15");
        DrillPolicy weekly = new DrillPolicy(
                true, Duration.ofDays(30), Duration.ofDays(90), Choice.LATEST, Duration.ofDays(14), Duration.ofDays(7));

        assertThat(next(status("app", weekly, null, yesterday, "15"))).isPresent();
        assertThat(next(status("app", weekly, null, completedDrill(0, CompletedDrill.Result.SET_ASIDE, "15"), "15")))
                .isEmpty();
    }

    @Test
    void what_is_set_aside_comes_after_everything_else() {
        DrillStatus aside =
                status("aside", POLICY, null, completedDrill(2, CompletedDrill.Result.SET_ASIDE, "15"), "15");
        CompletedDrill good = completedDrill(31, CompletedDrill.Result.COMPLETED, "15");
        DrillStatus other = status("other", POLICY, good, good, "15");

        DueDrill dueDrill = plan.next(List.of(aside, other), NOW).orElseThrow();

        assertThat(dueDrill.database().value()).isEqualTo("other");
    }

    @Test
    void what_nobody_knows_has_not_changed() {
        CompletedDrill lastWeek = completedDrill(8, CompletedDrill.Result.COMPLETED, null);

        assertThat(next(status("app", POLICY, lastWeek, lastWeek, "17"))).isEmpty();
    }

    @Test
    void a_failed_drill_is_repeated_after_a_day_also_when_an_impossible_one_came_between() {
        CompletedDrill good = completedDrill(10, CompletedDrill.Result.COMPLETED, "15");
        CompletedDrill failed = completedDrill(5, CompletedDrill.Result.FAILED, "15");
        CompletedDrill impossible = completedDrill(2, CompletedDrill.Result.IMPOSSIBLE, "15");

        DrillStatus status = new DrillStatus(
                new DatabaseId("app"),
                POLICY,
                NOW,
                backups("15"),
                Optional.of(good),
                Optional.of(failed),
                Optional.of(impossible),
                Optional.empty(),
                false);

        assertThat(next(status).map(DueDrill::risk)).contains(DrillReason.FAILED);
    }

    @Test
    void what_was_impossible_an_hour_ago_is_not_tried_now() {
        CompletedDrill now =
                new CompletedDrill(NOW.minus(Duration.ofHours(1)), CompletedDrill.Result.IMPOSSIBLE, Optional.empty());

        assertThat(next(status("app", POLICY, null, now, "15"))).isEmpty();
    }

    @Test
    void the_higher_risk_goes_first_and_then_the_longer_wait() {
        CompletedDrill recent = completedDrill(31, CompletedDrill.Result.COMPLETED, "15");
        CompletedDrill older = completedDrill(60, CompletedDrill.Result.COMPLETED, "15");
        List<DrillStatus> all = List.of(
                status("recent", POLICY, recent, recent, "15"),
                status("older", POLICY, older, older, "15"),
                status("never", POLICY, null, null, "15"));

        assertThat(plan.next(all, NOW).map(dueDrill -> dueDrill.database().value()))
                .contains("never");
        assertThat(plan.next(all.subList(0, 2), NOW)
                        .map(dueDrill -> dueDrill.database().value()))
                .contains("older");
    }

    @Test
    void a_database_that_is_not_to_be_drilled_is_neither_due_nor_overdue() {
        DrillPolicy off = new DrillPolicy(
                false, POLICY.every(), POLICY.atLeast(), POLICY.choice(), POLICY.window(), POLICY.againAfter());
        DrillStatus status = status("app", off, completedDrill(900, CompletedDrill.Result.COMPLETED, "15"), null, "15");

        assertThat(next(status)).isEmpty();
        assertThat(status.isOverdue(NOW)).isFalse();
    }

    @Test
    void without_a_good_drill_for_ninety_days_it_is_overdue_whatever_failed_since() {
        CompletedDrill good = completedDrill(91, CompletedDrill.Result.COMPLETED, "15");
        CompletedDrill failed = completedDrill(1, CompletedDrill.Result.FAILED, "15");

        assertThat(status("app", POLICY, good, failed, "15").isOverdue(NOW)).isTrue();
        assertThat(status("app", POLICY, completedDrill(89, CompletedDrill.Result.COMPLETED, "15"), failed, "15")
                        .isOverdue(NOW))
                .isFalse();
    }

    /** Days since the last good drill of each of many databases, with one planned drill each night. */
    @Property(tries = 200)
    void with_a_night_for_each_nobody_becomes_overdue(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 0, max = 60) Integer> ages) {
        Instant[] last =
                ages.stream().map(days -> NOW.minus(Duration.ofDays(days))).toArray(Instant[]::new);
        for (int night = 0; night < 200; night++) {
            Instant now = NOW.plus(Duration.ofDays(night));
            List<DrillStatus> all = IntStream.range(0, last.length)
                    .mapToObj(i -> {
                        CompletedDrill good =
                                new CompletedDrill(last[i], CompletedDrill.Result.COMPLETED, Optional.of("15"));
                        return status("db" + i, POLICY, good, good, "15");
                    })
                    .toList();
            assertThat(all).noneMatch(status -> status.isOverdue(now));
            plan.next(all, now).ifPresent(dueDrill -> {
                int which = Integer.parseInt(dueDrill.database().value().substring(2));
                assertThat(Duration.between(last[which], now)).isGreaterThanOrEqualTo(POLICY.every());
                last[which] = now;
            });
        }
    }

    @Property(tries = 200)
    void any_of_the_window_may_be_chosen_and_no_other(@ForAll long seed) {
        DrillPolicy any = new DrillPolicy(
                true, POLICY.every(), POLICY.atLeast(), Choice.RANDOM, POLICY.window(), POLICY.againAfter());

        BackupId chosen = new SelectNextDrill(new Random(seed))
                .next(List.of(status("app", any, null, null, "15")), NOW)
                .orElseThrow()
                .backup();

        assertThat(chosen).isIn(backup(1), backup(7), backup(13));
    }

    private Optional<DueDrill> next(DrillStatus status) {
        return plan.next(List.of(status), NOW);
    }

    private static DrillStatus status(
            String database,
            DrillPolicy policy,
            @Nullable CompletedDrill good,
            @Nullable CompletedDrill last,
            String traits) {
        return new DrillStatus(
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

    private static List<DrillableBackup> backups(String traits) {
        return List.of(1, 7, 13, 20).stream()
                .map(days -> new DrillableBackup(backup(days), NOW.minus(Duration.ofDays(days)), Optional.of(traits)))
                .toList();
    }

    private static BackupId backup(int days) {
        return new BackupId(new UUID(0, days));
    }

    private static CompletedDrill completedDrill(int days, CompletedDrill.Result result, @Nullable String traits) {
        return new CompletedDrill(NOW.minus(Duration.ofDays(days)), result, Optional.ofNullable(traits));
    }
}
