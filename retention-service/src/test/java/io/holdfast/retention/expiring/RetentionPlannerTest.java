package io.holdfast.retention.expiring;

import static io.holdfast.retention.expiring.ExampleBackups.NOW;
import static io.holdfast.retention.expiring.ExampleBackups.POLICY;
import static io.holdfast.retention.expiring.ExampleBackups.sealed;
import static io.holdfast.retention.expiring.ExampleBackups.verified;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.retention.expiring.RetentionDecision.Expire;
import io.holdfast.retention.expiring.RetentionDecision.Keep;
import io.holdfast.retention.expiring.RetentionPlan.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetentionPlannerTest {

    private static final Duration OLD = Duration.ofDays(40);

    private final RetentionPlanner planner = new RetentionPlanner();

    @Test
    void an_old_backup_is_deleted_if_enough_newer_ones_are_verified() {
        RetentionPlan plan = plan(verified(9, OLD), verified(1, days(1)), verified(2, days(2)), verified(3, days(3)));

        assertThat(decision(plan, 9)).isInstanceOf(Expire.class);
        assertThat(decision(plan, 9).reason()).isEqualTo("older than 30 days");
        assertThat(expiring(plan)).containsExactly(id(9));
    }

    @Test
    void those_who_survive_are_named() {
        RetentionPlan plan = plan(verified(9, OLD), verified(1, days(1)), verified(2, days(2)), verified(3, days(3)));

        assertThat(plan.expiring().getFirst().survivors()).containsExactly(id(1), id(2), id(3));
    }

    @Test
    void the_newest_verified_ones_stay_however_old_they_are() {
        RetentionPlan plan = plan(
                verified(1, days(4000)), verified(2, days(4001)), verified(3, days(4002)), verified(4, days(4003)));

        assertThat(expiring(plan)).containsExactly(id(4));
        assertThat(decision(plan, 3).reason()).isEqualTo("one of the 3 newest verified backups of its kind");
    }

    @Test
    void each_kind_has_survivors_of_its_own() {
        BackupRecord schema = verified(5, days(400)).of(BackupKind.SCHEMA_ONLY);

        RetentionPlan plan = plan(schema, verified(1, days(1)), verified(2, days(1)), verified(3, days(1)));

        assertThat(expiring(plan)).isEmpty();
    }

    @Test
    void the_reason_of_a_young_backup_contains_its_day_and_its_deletion_date() {
        RetentionDecision decision = decision(plan(verified(1, days(2))), 1);

        assertThat(decision).isEqualTo(new Keep("day 3 of 30", NOW.plus(days(28))));
    }

    @Test
    void a_held_backup_stays() {
        BackupRecord held = verified(9, OLD).withHold(new BackupHold("jo", "audit"));

        assertThat(decision(withEnough(held), 9)).isEqualTo(RetentionDecision.keep("held by jo: audit"));
    }

    @Test
    void a_pinned_backup_is_kept_until_its_pin_and_the_tolerated_skew_have_ended() {
        BackupRecord pinned =
                verified(9, OLD).withPin(new BackupPin(new UUID(0, 1), "verify-service", NOW.minusSeconds(299)));
        BackupRecord over =
                verified(8, OLD).withPin(new BackupPin(new UUID(0, 1), "verify-service", NOW.minusSeconds(300)));

        RetentionPlan plan = withEnough(pinned, over);

        assertThat(decision(plan, 9)).isEqualTo(RetentionDecision.keep("in use by verify-service"));
        assertThat(decision(plan, 8)).isInstanceOf(Expire.class);
    }

    @Test
    void a_suspected_backup_is_kept_until_it_is_reviewed() {
        assertThat(decision(withEnough(ExampleBackups.in(BackupState.SUSPECTED, 9, OLD)), 9)
                        .reason())
                .startsWith("suspected and not reviewed");
    }

    @Test
    void an_unverified_backup_newer_than_all_verified_ones_stays() {
        RetentionPlan plan =
                plan(sealed(9, days(50)), verified(1, days(51)), verified(2, days(52)), verified(3, days(53)));

        assertThat(decision(plan, 9).reason()).isEqualTo("not verified yet, and newer than all verified backups");
    }

    @Test
    void an_unverified_backup_among_newer_verified_ones_goes_with_its_age() {
        assertThat(expiring(withEnough(sealed(9, OLD)))).containsExactly(id(9));
    }

    @Test
    void nothing_unverified_goes_before_there_are_enough_verified_ones() {
        RetentionPlan plan = plan(sealed(9, OLD), verified(1, days(1)), verified(2, days(2)));

        assertThat(decision(plan, 9).reason())
                .isEqualTo("its kind has only 2 verified backups, and 3 are required before any is deleted");
    }

    @Test
    void a_backup_in_progress_is_kept() {
        BackupRecord running = BackupRecord.firstHeardOf(
                id(9), ExampleBackups.APP, BackupKind.FULL, BackupState.RUNNING, NOW.minus(OLD));

        assertThat(decision(withEnough(running), 9)).isEqualTo(RetentionDecision.keep("still being made"));
    }

    @Test
    void a_condemned_backup_is_kept_for_inspection() {
        Instant condemnedAt = NOW.minus(days(6));

        assertThat(decision(withEnough(condemned(9, condemnedAt)), 9))
                .isEqualTo(new Keep("condemned, kept 7 days for inspection", condemnedAt.plus(days(7))));
    }

    @Test
    void a_condemned_backup_is_deleted_after_its_inspection_at_any_age() {
        assertThat(expiring(withEnough(condemned(9, NOW.minus(days(7)))))).containsExactly(id(9));
    }

    @Test
    void a_condemned_backup_is_kept_if_no_verified_one_exists() {
        RetentionPlan plan = plan(condemned(9, NOW.minus(days(70))), sealed(1, days(1)));

        assertThat(decision(plan, 9).reason()).isEqualTo("condemned, but its kind has no verified backup");
    }

    @Test
    void condemned_and_expiring_backups_are_not_counted_as_survivors() {
        BackupRecord expiring = verified(3, days(3))
                .withIntent(new DeletionIntent(
                        new UUID(0, 3),
                        ExampleBackups.copy(3).ref(),
                        true,
                        "old",
                        List.of(id(1)),
                        DeletionIntent.Stage.ANNOUNCED,
                        null,
                        NOW,
                        null));

        RetentionPlan plan =
                plan(verified(9, OLD), verified(1, days(1)), verified(2, days(2)), expiring, condemned(4, NOW));

        assertThat(decision(plan, 9)).isInstanceOf(Keep.class);
    }

    @Test
    void the_oldest_go_first() {
        RetentionPlan plan = withEnough(verified(7, days(40)), verified(8, days(60)), verified(9, days(50)));

        assertThat(expiring(plan)).containsExactly(id(8), id(9), id(7));
    }

    @Test
    void the_id_of_a_plan_follows_from_the_backups_to_delete() {
        UUID one = withEnough(verified(8, days(40)), verified(9, days(50))).id();
        UUID sameInOtherOrder =
                withEnough(verified(9, days(50)), verified(8, days(40))).id();
        UUID other = withEnough(verified(8, days(40)), verified(7, days(50))).id();

        assertThat(one).isEqualTo(sameInOtherOrder).isNotEqualTo(other);
    }

    @Test
    void more_than_three_and_more_than_a_tenth_need_an_approval() {
        assertThat(planOf(3, 0).exceedsLimit()).as("3 of 6").isFalse();
        assertThat(planOf(4, 0).exceedsLimit()).as("4 of 7").isTrue();
        assertThat(planOf(4, 33).exceedsLimit()).as("4 of 40").isFalse();
        assertThat(planOf(4, 32).exceedsLimit()).as("4 of 39").isTrue();
    }

    @Test
    void an_approval_covers_only_the_backups_in_the_plan() {
        RetentionPlan plan = planOf(6, 0);

        assertThat(plan.permitted(Set.of())).isEmpty();
        assertThat(plan.permitted(Set.of(id(100), id(101)))).hasSize(2);
        assertThat(plan.permitted(Set.of(id(100), id(101), id(102)))).hasSize(6);
    }

    private RetentionPlan planOf(int old, int young) {
        List<BackupRecord> backups = new ArrayList<>();
        IntStream.range(0, old).forEach(n -> backups.add(verified(100 + n, days(100 + n))));
        IntStream.range(0, young).forEach(n -> backups.add(verified(200 + n, days(5))));
        IntStream.range(1, 4).forEach(n -> backups.add(verified(n, days(1))));
        return planner.plan(backups, POLICY, NOW);
    }

    private RetentionPlan withEnough(BackupRecord... backups) {
        List<BackupRecord> all = new ArrayList<>(List.of(backups));
        IntStream.range(1, 4).forEach(n -> all.add(verified(n, days(n))));
        return planner.plan(all, POLICY, NOW);
    }

    private RetentionPlan plan(BackupRecord... backups) {
        return planner.plan(List.of(backups), POLICY, NOW);
    }

    private static BackupRecord condemned(int number, Instant at) {
        BackupRecord record = verified(number, days(10));
        return record.in(BackupState.CONDEMNED).with(record.trust().condemned(new UUID(0, 1), at, List.of()));
    }

    private static RetentionDecision decision(RetentionPlan plan, int number) {
        return plan.entries().stream()
                .filter(entry -> entry.backup().id().equals(id(number)))
                .map(Entry::decision)
                .findFirst()
                .orElseThrow();
    }

    private static List<BackupId> expiring(RetentionPlan plan) {
        return plan.expiring().stream().map(entry -> entry.backup().id()).collect(Collectors.toList());
    }

    private static BackupId id(int number) {
        return ExampleBackups.id(number);
    }

    private static Duration days(long days) {
        return Duration.ofDays(days);
    }
}
