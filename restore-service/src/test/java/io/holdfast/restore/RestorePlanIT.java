package io.holdfast.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupKind;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.Finding;
import io.holdfast.events.OperatorEvent.RequestRejected;
import io.holdfast.events.OperatorRequest.ApproveRestoreRequested;
import io.holdfast.events.RestoreEvent.RestoreCompleted;
import io.holdfast.events.RestoreEvent.RestoreFailed;
import io.holdfast.events.RestoreEvent.RestorePlanned;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.testing.TestSourceDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The findings and obstacles of a plan. */
@QuarkusTest
@TestProfile(FastTimersProfile.class)
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "restore"))
@QuarkusTestResource(TestTargets.class)
class RestorePlanIT extends RunningService {

    @Test
    void a_plan_says_copy_age_duration_and_what_will_be_replaced() {
        BackupCompleted completed = backedUp(source("expired"));

        RestorePlanned plan = restoring.plan(completed, "swap");

        assertThat(plan.findings())
                .extracting(Finding::code)
                .contains("copy_chosen", "age", "level", "room", "duration", "target_server", "replaces");
        assertThat(restoring.ask("postgres", "select count(*) from pg_database where datname like 'expired_%'"))
                .isEqualTo("0");
    }

    @Test
    void in_place_is_refused_without_the_live_databases_name() {
        BackupCompleted completed = backedUp(source("empty"));
        RestorePlanned plan = restoring.plan(completed, "in_place");

        String request = log.publish(new ApproveRestoreRequested("empty", plan.plan(), "somewhere_else", "ann"));

        RequestRejected rejected =
                log.await(RequestRejected.class, event -> event.request().id().equals(request));
        assertThat(rejected.message()).contains("name");
    }

    @Test
    void a_refused_approval_uses_up_no_id() {
        BackupCompleted completed = backedUp(source("corrected"));
        RestorePlanned plan = restoring.plan(RestoreFixture.request(completed, "fresh", "corrected_wanted", true));
        String request = log.publish(new ApproveRestoreRequested("corrected", UUID.randomUUID(), null, "ann"));
        log.await(RequestRejected.class, event -> event.request().id().equals(request));

        log.publish(
                request, new ApproveRestoreRequested("corrected", plan.plan(), plan.target(), "ann", plan.superuser()));

        log.await(RestoreCompleted.class, RestoreFixture.of(plan.plan()));
    }

    @Test
    void wrong_credentials_are_an_obstacle() {
        BackupCompleted completed = backedUp(source("refused"));

        RestorePlanned plan = restoring.plan(completed, "swap");

        assertThat(plan.obstacles()).extracting(Finding::code).containsExactly("target_refused");
    }

    @Test
    void what_came_into_the_way_since_the_plan_fails_it_before_anything_is_touched() {
        BackupCompleted completed = backedUp(source("stale"));
        RestorePlanned plan = restoring.plan(RestoreFixture.request(completed, "fresh", "stale_wanted", true));
        TestInfrastructure.postgres().createDatabase("stale_wanted");

        UUID restore = restoring.approve(plan);

        RestoreFailed failed = log.await(RestoreFailed.class, RestoreFixture.of(restore));
        assertThat(failed.reason()).isEqualTo("plan_stale");
        assertThat(restoring.ask("stale_wanted", "select count(*) from pg_tables where schemaname = 'public'"))
                .isEqualTo("0");
    }

    @Test
    void the_same_request_twice_is_one_plan() {
        BackupCompleted completed = backedUp(source("twice"));
        RestorePlanned plan = restoring.plan(completed, "fresh");
        log.publish(plan.request().id(), RestoreFixture.request(completed, "fresh", null, true));

        restoring.plan(completed, "swap");

        assertThat(log.events(RestorePlanned.class).filter(RestoreFixture.of(plan.plan())))
                .hasSize(1);
    }

    @Test
    void a_missing_role_is_an_obstacle_unless_owners_stay_away() {
        TestSourceDatabase source =
                source("owned").execute("create role passing", "alter table messages owner to passing");
        BackupCompleted completed = restoring.verified(source.complete(BackupKind.FULL, DAY));
        source.execute("alter table messages owner to current_user", "drop role passing");

        RestorePlanned strict = restoring.plan(completed, "fresh");

        assertThat(strict.obstacles()).extracting(Finding::code).containsExactly("role_missing");
        RestorePlanned without = restoring.plan(RestoreFixture.request(completed, "fresh", "owned_anew", false));
        assertThat(without.obstacles()).isEmpty();
        log.await(RestoreCompleted.class, RestoreFixture.of(restoring.approve(without)));
        assertThat(messages("owned_anew")).isEqualTo("2000");
    }

    @Test
    void a_missing_extension_is_an_obstacle() {
        TestSourceDatabase source = source("extended")
                .execute(
                        "create extension citext",
                        "update pg_extension set extname = 'nowhere' where extname = 'citext'");
        BackupCompleted completed = restoring.verified(source.complete(BackupKind.FULL, DAY));

        RestorePlanned plan = restoring.plan(completed, "fresh");

        assertThat(plan.obstacles()).extracting(Finding::code).containsExactly("extension_missing");
    }

    @Test
    void a_plan_names_missing_tablespaces_and_roles_that_something_is_granted_to() {
        TestSourceDatabase source = source("placed_and_granted");
        TestInfrastructure.postgres()
                .execute(
                        "postgres",
                        "set allow_in_place_tablespaces = on",
                        "create tablespace \"Slow Disk\" location ''");
        source.execute(
                "create role reading",
                "create role \"Head of\"",
                "create table placed (id int) tablespace \"Slow Disk\"",
                "grant select on messages to reading",
                "create policy p on placed to \"Head of\" using (true)");
        BackupCompleted completed = restoring.verified(source.complete(BackupKind.FULL, DAY));
        source.execute(
                "drop table placed",
                "drop tablespace \"Slow Disk\"",
                "revoke select on messages from reading",
                "drop role reading",
                "drop role \"Head of\"");

        RestorePlanned fresh = restoring.plan(completed, "fresh");
        RestorePlanned inPlace = restoring.plan(completed, "in_place");

        assertThat(fresh.obstacles()).isEmpty();
        assertThat(fresh.findings())
                .filteredOn(finding -> finding.code().endsWith("_missing"))
                .extracting(Finding::text)
                .satisfiesExactlyInAnyOrder(
                        text -> assertThat(text).contains("grants", "reading"),
                        text -> assertThat(text).contains("policies", "Head of"),
                        text -> assertThat(text).contains("tablespace Slow Disk", "will be restored"));
        assertThat(inPlace.obstacles()).extracting(Finding::code).containsExactly("role_missing", "role_missing");
    }
}
