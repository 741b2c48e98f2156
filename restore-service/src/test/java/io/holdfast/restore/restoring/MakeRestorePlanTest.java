package io.holdfast.restore.restoring;

import static io.holdfast.restore.restoring.PlanFactsFixture.NOW;
import static io.holdfast.restore.restoring.PlanFactsFixture.backup;
import static io.holdfast.restore.restoring.PlanFactsFixture.copy;
import static io.holdfast.restore.restoring.PlanFactsFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.Finding;
import io.holdfast.events.RestoreReport.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MakeRestorePlanTest {

    private static List<String> obstacles(PlanFactsFixture planFactsFixture) {
        return planFactsFixture.plan().obstacles().stream().map(Finding::code).toList();
    }

    private static String said(RestorePlan plan, String code) {
        return plan.findings().stream()
                .filter(finding -> finding.code().equals(code))
                .map(Finding::text)
                .findFirst()
                .orElse("");
    }

    @Test
    void what_is_as_usual_can_be_approved() {
        assertThat(PlanFactsFixture.usual().plan().isApprovable()).isTrue();
    }

    @Test
    void it_is_read_from_the_copy_to_what_is_replaced() {
        assertThat(PlanFactsFixture.usual().plan().findings())
                .extracting(Finding::code)
                .containsExactly(
                        "copy_chosen",
                        "age",
                        "level",
                        "room",
                        "target_room",
                        "duration",
                        "target_server",
                        "connections",
                        "replaces");
    }

    @Test
    void a_superuser_as_target_role_is_said_and_has_to_be_named() {
        RestorePlan plan = PlanFactsFixture.usual()
                .with(new TargetState.Seen(
                        "15.18",
                        Optional.of("postgres"),
                        true,
                        List.of("app"),
                        Optional.of(new TargetState.Live(1, List.of())),
                        List.of(),
                        List.of()))
                .plan();

        assertThat(plan.superuser()).isEqualTo("postgres");
        assertThat(said(plan, "target_superuser"))
                .startsWith("the target role is a superuser: code in this archive runs as superuser");
        assertThat(PlanFactsFixture.usual().plan().superuser()).isNull();
    }

    @Test
    void the_nearest_healthy_copy_is_chosen_and_it_says_why() {
        RestorePlan plan = PlanFactsFixture.usual().plan();

        assertThat(plan.copy().destination()).isEqualTo("local");
        assertThat(said(plan, "copy_chosen")).contains("nearest of 2");
    }

    @Test
    void condemned_copies_are_counted_and_not_read() {
        RestorableBackup backup = backup(
                VerificationStatus.VERIFIED, BackupKind.FULL, copy("local", true, null), copy("offsite", false, null));

        RestorePlan plan = PlanFactsFixture.usual().with(backup).plan();

        assertThat(plan.copy().destination()).isEqualTo("offsite");
        assertThat(said(plan, "copies_condemned")).startsWith("1 ");
    }

    @Test
    void a_copy_in_an_archive_is_an_obstacle_with_two_steps() {
        RestorableBackup backup =
                backup(VerificationStatus.VERIFIED, BackupKind.FULL, copy("offsite", false, "GLACIER"));

        RestorePlan plan = PlanFactsFixture.usual().with(backup).plan();

        assertThat(plan.obstacles()).extracting(Finding::code).containsExactly("copy_archived");
        assertThat(plan.obstacles().getFirst().text()).contains("first").contains("then request");
    }

    @Test
    void definitions_alone_never_take_the_place_of_rows() {
        RestorableBackup backup =
                backup(VerificationStatus.VERIFIED, BackupKind.SCHEMA_ONLY, copy("local", false, null));

        assertThat(obstacles(PlanFactsFixture.usual().with(backup))).containsExactly("no_rows");
        assertThat(obstacles(PlanFactsFixture.usual().with(backup).with(request(RestoreMode.FRESH, null))))
                .isEmpty();
    }

    @Test
    void too_little_room_and_none_at_all_are_obstacles() {
        assertThat(obstacles(PlanFactsFixture.usual().withRoom(OptionalLong.of(1_999_999))))
                .containsExactly("no_room");
        assertThat(obstacles(PlanFactsFixture.usual().withRoom(OptionalLong.empty())))
                .containsExactly("work_folder");
    }

    @Test
    void a_target_that_cannot_be_seen_is_an_obstacle_with_its_own_word() {
        assertThat(obstacles(PlanFactsFixture.usual().with(new TargetState.NotSeen("target_refused", "…"))))
                .containsExactly("target_refused");
        assertThat(obstacles(PlanFactsFixture.usual().with(new TargetState.NotConfigured())))
                .containsExactly("target_not_configured");
    }

    @Test
    void a_fresh_name_that_is_taken_is_an_obstacle() {
        assertThat(obstacles(PlanFactsFixture.usual().with(request(RestoreMode.FRESH, "postgres1"))))
                .isEmpty();
        assertThat(obstacles(PlanFactsFixture.usual().with(request(RestoreMode.FRESH, "app"))))
                .containsExactly("target_exists");
    }

    @Test
    void a_swap_with_nothing_and_a_role_without_rights_are_obstacles() {
        TargetState bare = new TargetState.Seen(
                "15.18", Optional.empty(), false, List.of("postgres"), Optional.empty(), List.of(), List.of());

        assertThat(obstacles(PlanFactsFixture.usual().with(bare))).containsExactly("may_not_create", "live_missing");
    }

    @Test
    void the_expected_time_is_the_longest_of_those_before() {
        CompletedRestore completedRestore = new CompletedRestore(
                Duration.ofMinutes(12),
                List.of(new Phase("restoring", Duration.ofMinutes(8)), new Phase("comparing", Duration.ofMinutes(3))));

        RestorePlan plan =
                PlanFactsFixture.usual().withHistory(true, completedRestore).plan();

        assertThat(said(plan, "duration"))
                .contains("12 minutes")
                .contains("8 minutes")
                .contains("3 minutes");
        assertThat(said(plan, "vector_indexes")).contains("maintenance_work_mem");
    }

    @Test
    void in_place_has_one_worker_because_it_is_one_transaction() {
        assertThat(PlanFactsFixture.usual()
                        .with(request(RestoreMode.IN_PLACE, null))
                        .plan()
                        .jobs())
                .isEqualTo(1);
    }

    @Test
    void newer_backups_that_latest_does_not_mean_are_named_with_their_reasons() {
        NewerBackup safeguard = new NewerBackup(new BackupId(new UUID(0, 7)), NOW, true, List.of());
        NewerBackup suspected = new NewerBackup(
                new BackupId(new UUID(0, 8)), NOW, false, List.of(new Finding("rows_lost", "users lost all rows")));

        RestorePlan plan =
                PlanFactsFixture.usual().withNewer(safeguard, suspected).plan();

        assertThat(said(plan, "made_before_restore")).contains(safeguard.id().toString());
        assertThat(said(plan, "looks_wrong")).contains(suspected.id().toString(), "users lost all rows");
    }

    @Test
    void sessions_are_not_ended_where_rows_alone_are_replaced() {
        RestorePlan plan = PlanFactsFixture.usual()
                .with(request(RestoreMode.IN_PLACE, null, "public.users"))
                .plan();

        assertThat(said(plan, "connections")).contains("not ended").contains("wait");
    }
}
