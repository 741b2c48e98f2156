package io.holdfast.retention.expiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.retention.expiring.RetentionPlan.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** For any stored backups of any age, and any time. */
class RetentionPlannerPropertyTest {

    private final RetentionPlanner planner = new RetentionPlanner();

    @Property(edgeCases = EdgeCasesMode.NONE)
    void enough_verified_backups_of_each_kind_stay(
            @ForAll("books") List<Integer> book,
            @ForAll @IntRange(min = 1, max = 4) int minimum,
            @ForAll @IntRange(min = -4000, max = 4000) int dayOfPlanning) {
        RetentionPlan plan = plan(backups(book), minimum, dayOfPlanning);

        for (BackupKind kind : BackupKind.values()) {
            long verified = plan.entries().stream()
                    .filter(entry -> isVerified(entry, kind))
                    .count();
            long staying = plan.entries().stream()
                    .filter(entry -> isVerified(entry, kind) && !entry.expires())
                    .count();
            assertThat(staying).isGreaterThanOrEqualTo(Math.min(minimum, verified));
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void protected_backups_are_kept_and_deleted_ones_have_survivors(
            @ForAll("books") List<Integer> book,
            @ForAll @IntRange(min = 1, max = 4) int minimum,
            @ForAll @IntRange(min = -4000, max = 4000) int dayOfPlanning) {
        RetentionPlan plan = plan(backups(book), minimum, dayOfPlanning);

        Set<BackupId> going =
                plan.expiring().stream().map(entry -> entry.backup().id()).collect(Collectors.toSet());
        assertThat(plan.expiring()).allSatisfy(entry -> {
            BackupRecord backup = entry.backup();
            assertThat(backup.hold()).isNull();
            assertThat(backup.isPinned(plan.at())).isFalse();
            assertThat(backup.state()).isIn(BackupState.VERIFIED, BackupState.COMPLETED, BackupState.CONDEMNED);
            assertThat(entry.survivors()).isNotEmpty().doesNotContainAnyElementsOf(going);
            if (backup.state() != BackupState.CONDEMNED) {
                assertThat(entry.survivors()).hasSize(minimum);
                assertThat(backup.takenAt().plus(Duration.ofDays(30))).isBeforeOrEqualTo(plan.at());
            }
        });
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void the_order_in_which_backups_are_listed_changes_nothing(@ForAll("books") List<Integer> book, @ForAll long seed) {
        List<BackupRecord> backups = backups(book);
        List<BackupRecord> shuffled = new ArrayList<>(backups);
        Collections.shuffle(shuffled, new Random(seed));

        RetentionPlan plan = plan(backups, 2, 0);
        RetentionPlan other = plan(shuffled, 2, 0);

        assertThat(other.id()).isEqualTo(plan.id());
        assertThat(other.expiring()).isEqualTo(plan.expiring());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void without_an_approval_a_run_keeps_its_limit(
            @ForAll("books") List<Integer> book, @ForAll @IntRange(min = 0, max = 20) int approvals) {
        RetentionPlan plan = plan(backups(book), 1, 2000);
        Set<BackupId> approved = plan.expiring().stream()
                .limit(approvals)
                .map(entry -> entry.backup().id())
                .collect(Collectors.toSet());

        long unapproved = plan.permitted(approved).stream()
                .filter(entry -> !approved.contains(entry.backup().id()))
                .count();

        assertThat(unapproved <= 3 || unapproved * 10 <= plan.stored()).isTrue();
    }

    private static boolean isVerified(Entry entry, BackupKind kind) {
        return entry.backup().kind() == kind && entry.backup().isSurvivor();
    }

    private RetentionPlan plan(List<BackupRecord> backups, int minimum, int day) {
        RetentionPolicy policy =
                new RetentionPolicy(ExampleBackups.APP, Duration.ofDays(30), minimum, Duration.ofDays(7));
        return planner.plan(backups, policy, ExampleBackups.NOW.plus(Duration.ofDays(day)));
    }

    @Provide
    Arbitrary<List<Integer>> books() {
        return Arbitraries.integers().between(0, 999_999).list().ofMaxSize(40);
    }

    private static List<BackupRecord> backups(List<Integer> book) {
        List<BackupRecord> backups = new ArrayList<>();
        for (int code : book) {
            backups.add(backup(backups.size() + 1, code));
        }
        return backups;
    }

    private static BackupRecord backup(int number, int code) {
        Instant takenAt = ExampleBackups.NOW.plus(Duration.ofDays(code / 100 % 200 - 100));
        BackupState state = code % 10 < 5 ? BackupState.VERIFIED : BackupState.values()[code % 10];
        BackupRecord record = ExampleBackups.verified(number, Duration.between(takenAt, ExampleBackups.NOW))
                .in(state);
        if (code % 100 / 10 == 1) {
            record = record.withHold(new BackupHold("jo", "audit"));
        }
        if (code % 100 / 10 == 2) {
            record = record.withPin(new BackupPin(new UUID(0, 1), "verify", takenAt.plus(Duration.ofDays(60))));
        }
        if (code % 100 / 10 == 3) {
            record = record.of(BackupKind.SCHEMA_ONLY);
        }
        return record;
    }
}
