package io.holdfast.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DrillEvent.DrillCompleted;
import io.holdfast.events.DrillEvent.DrillFailed;
import io.holdfast.events.DrillEvent.DrillImpossible;
import io.holdfast.events.DrillEvent.DrillStarted;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.Finding;
import io.holdfast.events.OperatorRequest.AcceptRequested;
import io.holdfast.events.OperatorRequest.VerifyRequested;
import io.holdfast.events.RetentionEvent.BackupPinned;
import io.holdfast.events.RetentionEvent.BackupUnpinned;
import io.holdfast.events.VerificationEvent.BackupSuspected;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationLevel;
import io.holdfast.localstack.testing.HostileDatabaseObjects;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.testing.TestEventLogClient;
import io.holdfast.testing.TestSourceDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(DrillProfile.class)
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "verify"))
@WithTestResource(ScratchServerResource.class)
class DrillIT extends DrillingService {

    @Test
    void what_was_never_drilled_is_restored_compared_and_cleared_away() throws Exception {
        BackupCompleted completed = source("drilled")
                .execute(
                        "alter table messages add primary key (id)",
                        "create index on messages (body)",
                        "create sequence numbers",
                        "create table answers(id int primary key, message bigint references messages)",
                        "insert into answers select n, n from generate_series(1, 100) n",
                        "create table schema_migrations(version text)",
                        "insert into schema_migrations values ('20260518020000'), ('20250101000000')")
                .complete(BackupKind.FULL, DAY_1);

        verified(completed);

        DrillCompleted done =
                log.await(DrillCompleted.class, drill -> drill.backup().equals(completed.backup()));
        assertThat(done.level()).isEqualTo(VerificationLevel.L4);
        assertThat(done.report().tables()).isEqualTo(3);
        assertThat(done.report().rows()).isEqualTo(5_102);
        assertThat(done.report().indexes()).isEqualTo(3);
        assertThat(done.report().constraints()).isEqualTo(3);
        assertThat(done.report().sequences()).isEqualTo(1);
        assertThat(done.report().schemaVersion()).isEqualTo("20260518020000");
        assertThat(done.report().phases()).extracting(phase -> phase.name()).contains("restoring", "comparing");
        assertThat(done.objective()).isEqualTo(Duration.ofHours(2));
        assertThat(done.took()).isPositive();
        assertThat(log.events(DrillStarted.class))
                .anyMatch(started -> started.drill().equals(done.drill()));
        JsonNode page = get("/drills/" + done.drill());
        assertThat(page.at("/drill/outcome").asText()).isEqualTo("completed");
        assertThat(page.at("/drill/cause").asText()).isEqualTo("never_drilled");
        assertThat(page.at("/page").asText()).contains("messages_pkey");
        assertThat(get("/drills?database=drilled").at("/0/level").asText()).isEqualTo("L4");
        assertThat(leftOn(ScratchServerResource.server(), done.drill())).isEmpty();
        assertUnpinned(completed.backup());
        await().atMost(TestEventLogClient.PATIENCE)
                .untilAsserted(() -> assertThat(text("/q/metrics"))
                        .contains("holdfast_drill_duration_seconds{database=\"drilled\"")
                        .contains("holdfast_drill_objective_seconds{database=\"drilled\"} 7200")
                        .contains("holdfast_drill_overdue{database=\"drilled\"} 0")
                        .contains("holdfast_drill_failing{database=\"drilled\"} 0")
                        .contains("holdfast_drill_failed_total")
                        .containsPattern("holdfast_drill_last_success_timestamp_seconds\\{database=\"drilled\"\\} 1"));
        assertThat(text("/doctor"))
                .contains("scratch server")
                .contains("not a source; the role 'postgres' is a superuser");
    }

    @Test
    void with_a_command_that_finds_its_rows_it_reaches_the_highest_level() {
        DrillCompleted done = (DrillCompleted) drilled("checked");

        assertThat(done.level()).isEqualTo(VerificationLevel.L5);
    }

    @Test
    void with_an_application_that_answers_it_reaches_the_highest_level() {
        DrillCompleted done = (DrillCompleted) drilled("served");

        assertThat(done.level()).isEqualTo(VerificationLevel.L5);
    }

    @Test
    void an_application_that_does_not_answer_fails_the_drill() {
        DrillFailed failed = (DrillFailed) drilled("unserved");

        assertThat(failed.findings()).extracting(Finding::code).containsExactly("probe_failed");
        assertThat(failed.findings().getFirst().text()).contains("'login'").contains("503");
    }

    @Test
    void assertions_that_hold_let_it_pass() {
        assertThat(drilled("asserted")).isInstanceOf(DrillCompleted.class);
    }

    @Test
    void an_assertion_that_does_not_hold_fails_the_drill_and_shows_no_row() throws Exception {
        DrillFailed failed = (DrillFailed) drilled("unasserted");

        assertThat(failed.findings()).extracting(Finding::code).containsExactly("assertion_failed");
        assertThat(failed.toString()).doesNotContain(SECRET_ROW);
        assertThat(get("/drills/" + failed.drill()).at("/page").asText()).contains(SECRET_ROW);
        assertThat(leftOn(ScratchServerResource.server(), failed.drill())).isEmpty();
    }

    @Test
    void a_drill_runs_nothing_that_the_owner_of_the_source_planted() {
        TestSourceDatabase source = source("planted");
        HostileDatabaseObjects planted = HostileDatabaseObjects.in(TestInfrastructure.postgres(), "planted");

        assertThat(drilled(source.complete(BackupKind.FULL, DAY_1))).isInstanceOf(DrillCompleted.class);

        assertThat(planted.runsOn(ScratchServerResource.server())).isEmpty();
        assertThat(planted.runs()).isEmpty();
    }

    @Test
    void a_foreign_key_that_never_held_fails_the_drill_and_the_backup_is_suspected() throws Exception {
        BackupCompleted completed = source("dangling")
                .execute(
                        "create table parents(id int primary key)",
                        "create table children(parent int references parents)",
                        "set session_replication_role = replica; insert into children values (7)")
                .complete(BackupKind.FULL, DAY_1);

        DrillFailed failed = (DrillFailed) drilled(completed);

        assertThat(failed.findings()).extracting(Finding::code).contains("restore_errors");
        await().atMost(TestEventLogClient.PATIENCE)
                .until(() -> number(
                                "select count(*) from verify.backup where trust = 'suspected' and id = ?",
                                completed.backup())
                        == 1);
    }

    @Test
    void sound_bytes_do_not_lift_the_suspicion_of_a_failed_drill_and_a_person_does() throws Exception {
        BackupCompleted completed = source("unforgotten")
                .execute(
                        "create table parents(id int primary key)",
                        "create table children(parent int references parents)",
                        "set session_replication_role = replica; insert into children values (7)")
                .complete(BackupKind.FULL, DAY_1);
        drilled(completed);

        log.publish(new VerifyRequested("unforgotten", completed.backup(), "ann"));

        BackupSuspected suspected = log.await(BackupSuspected.class, about(completed.backup()));
        assertThat(suspected.findings()).extracting(Finding::code).containsExactly("drill_failed");
        log.publish(new AcceptRequested("unforgotten", completed.backup(), "ann", "the key never held"));
        log.awaitAll(BackupVerified.class, about(completed.backup()), 2);
    }

    @Test
    void without_the_extension_it_cannot_be_drilled_here_and_nothing_is_said_against_the_backup() throws Exception {
        BackupCompleted completed = source("extended")
                .execute("set allow_system_table_mods = on; insert into pg_extension values"
                        + " (999999, 'ghost', 10, 2200, true, '1.0', null, null)")
                .complete(BackupKind.FULL, DAY_1);

        DrillImpossible impossible = (DrillImpossible) drilled(completed);

        assertThat(impossible.missing()).extracting(Finding::code).contains("extension_missing");
        assertThat(impossible.missing().getFirst().text()).contains("ghost").contains("install");
        assertThat(number("select count(*) from verify.backup where trust = 'verified' and id = ?", completed.backup()))
                .isEqualTo(1);
    }

    @Test
    void what_is_larger_than_the_budget_is_not_drilled() {
        DrillImpossible impossible = (DrillImpossible) drilled("bulky");

        assertThat(impossible.missing()).extracting(Finding::code).containsExactly("over_budget");
    }

    private void assertUnpinned(BackupId backup) {
        await().atMost(TestEventLogClient.PATIENCE).untilAsserted(() -> {
            List<UUID> pins = log.events(BackupPinned.class)
                    .filter(pin -> pin.backup().equals(backup))
                    .map(BackupPinned::pin)
                    .distinct()
                    .toList();
            assertThat(pins).hasSize(2);
            assertThat(log.events(BackupUnpinned.class).map(BackupUnpinned::pin))
                    .containsAll(pins);
        });
    }
}
