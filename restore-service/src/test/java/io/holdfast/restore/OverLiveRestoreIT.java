package io.holdfast.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.Finding;
import io.holdfast.events.OperatorRequest.RestoreRequested;
import io.holdfast.events.PreRestoreBackupLabel;
import io.holdfast.events.RequestRef;
import io.holdfast.events.RestoreEvent.RestoreCompleted;
import io.holdfast.events.RestoreEvent.RestorePlanned;
import io.holdfast.events.VerificationEvent.BackupSuspected;
import io.holdfast.events.VerificationLevel;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.testing.TestSourceDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A whole restore over the live database. Its contents look suspicious, which is the reason for the restore. */
@QuarkusTest
@TestProfile(FastTimersProfile.class)
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "restore"))
@QuarkusTestResource(TestTargets.class)
class OverLiveRestoreIT extends RunningService {

    private static final Finding LOST = new Finding("rows_lost", "public.messages lost half of its rows");

    @Test
    void a_backup_of_before_that_looks_wrong_does_not_stop_the_restore_and_the_report_says_what_looks_wrong() {
        RestorePlanned plan = restoring.plan(backedUp(source("looks_wrong")), "in_place");
        BackupId before = restoring.approveAndAwaitSafeguard(plan);

        log.publish(new BackupSuspected(
                before, plan.database(), BackupKind.FULL, UUID.randomUUID(), VerificationLevel.L2, List.of(LOST)));

        RestoreCompleted done = restoring.completed(plan.plan());
        assertThat(messages("looks_wrong")).isEqualTo("2000");
        assertThat(done.findings())
                .filteredOn(finding -> finding.code().equals("safeguard_suspected"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains(LOST.text(), before.toString()));
    }

    @Test
    void latest_means_neither_a_backup_that_was_made_before_a_restore_nor_one_that_looks_wrong() {
        TestSourceDatabase source = source("damaged_twice");
        BackupCompleted good = backedUp(source);
        RestorePlanned first = restoring.plan(good, "in_place");
        BackupId before = restoring.approveAndAwaitSafeguard(first);
        restoring.verified(madeBefore(source.complete(BackupKind.FULL, DAY.plus(Duration.ofHours(1))), before));
        restoring.completed(first.plan());
        BackupCompleted wrong = source.complete(BackupKind.FULL, DAY.plus(Duration.ofHours(2)));
        log.publish(wrong);
        log.publish(new BackupSuspected(
                wrong.backup(),
                wrong.database(),
                BackupKind.FULL,
                UUID.randomUUID(),
                VerificationLevel.L2,
                List.of(LOST)));

        RestorePlanned second = restoring.plan(latest("damaged_twice"));

        assertThat(second.backup()).isEqualTo(good.backup());
        assertThat(second.findings()).extracting(Finding::code).contains("made_before_restore", "looks_wrong");
        assertThat(second.findings().toString()).contains(LOST.text(), before.toString());
    }

    @Test
    void event_triggers_neither_act_on_a_restore_nor_forbid_it() {
        TestSourceDatabase source = prepared("payroll", "event_triggers.sql");
        BackupCompleted completed = verified(source);
        String before = restoring.ask("payroll", "select count(*) from ddl_log");
        source.execute("delete from sales where id > 100");
        for (String mode : new String[] {"in_place", "swap"}) {
            RestorePlanned plan = restoring.plan(completed, mode);
            assertThat(plan.obstacles()).as(mode).isEmpty();

            restoring.completed(mode.equals("swap") ? restoring.approve(plan) : restoring.approveWithSafeguard(plan));

            assertThat(restoring.ask("payroll", "select count(*) from sales")).isEqualTo("500");
            assertThat(restoring.ask("payroll", "select count(*) from ddl_log"))
                    .as(mode)
                    .isEqualTo(before);
            assertThat(restoring.ask("payroll", "select count(*) from by_amount"))
                    .isEqualTo("17");
        }
        source.execute("alter event trigger log_ddl rename to log_more", "alter event trigger log_more enable always");

        RestorePlanned always = restoring.plan(completed, "in_place");

        // An event trigger that the backup also has is dropped first.
        assertThat(always.obstacles())
                .anySatisfy(
                        obstacle -> assertThat(obstacle.text()).contains("ALTER EVENT TRIGGER \"log_more\" DISABLE"));
    }

    @Test
    void what_came_after_the_backup_and_depends_on_it_is_an_obstacle_by_name_and_a_swap_is_none() {
        TestSourceDatabase source = prepared("tube", "migration.sql");
        BackupCompleted completed = verified(source);
        source.execute(sql("migration_later.sql"));

        RestorePlanned plan = restoring.plan(completed, "in_place");

        assertThat(plan.obstacles()).singleElement().satisfies(obstacle -> {
            assertThat(obstacle.code()).isEqualTo("newer_dependents");
            assertThat(obstacle.text())
                    .contains("public.playlist", "public.titles", "public.counts")
                    .contains("public.video", "public.account", "extension hstore")
                    .contains("--swap")
                    .doesNotContain("rating", "pg_stat_statements");
        });
        RestorePlanned swap = restoring.plan(completed, "swap");
        assertThat(swap.obstacles()).isEmpty();
        restoring.completed(restoring.approve(swap));
    }

    @Test
    void more_locks_than_the_server_has_room_for_are_an_obstacle_with_the_setting() {
        BackupCompleted completed = verified(prepared("documents", "large_objects.sql"));

        RestorePlanned plan = restoring.plan(completed, "in_place");

        assertThat(plan.obstacles()).singleElement().satisfies(obstacle -> {
            assertThat(obstacle.code()).isEqualTo("too_many_locks");
            assertThat(obstacle.text())
                    .contains("14000 of them for large objects", "max_locks_per_transaction", "--swap");
        });
    }

    /** Completes the backup that restore-service requested, like dump-service. */
    private static BackupCompleted madeBefore(BackupCompleted completed, BackupId id) {
        return new BackupCompleted(
                id,
                completed.database(),
                completed.kind(),
                new RequestRef(URI.create("/holdfast/restore-service"), "1"),
                PreRestoreBackupLabel.of(UUID.randomUUID()),
                null,
                1,
                completed.startedAt(),
                completed.copies(),
                completed.serverVersion(),
                completed.clientVersion());
    }

    private static RestoreRequested latest(String database) {
        return new RestoreRequested(database, null, "ann", "fresh", null, List.of(), null, null, 1, true);
    }
}
