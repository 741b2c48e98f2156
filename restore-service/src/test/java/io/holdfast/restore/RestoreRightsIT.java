package io.holdfast.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupKind;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.Finding;
import io.holdfast.events.OperatorEvent.RequestRejected;
import io.holdfast.events.OperatorRequest.ApproveRestoreRequested;
import io.holdfast.events.RestoreEvent.RestoreCompleted;
import io.holdfast.events.RestoreEvent.RestorePlanned;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.testing.TestSourceDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The role as which code in an archive runs in production. */
@QuarkusTest
@TestProfile(FastTimersProfile.class)
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "restore"))
@QuarkusTestResource(TestTargets.class)
class RestoreRightsIT extends RunningService {

    @Test
    void a_superuser_has_to_be_named_by_the_approval() {
        TestSourceDatabase source =
                new TestSourceDatabase(TestInfrastructure.postgres(), "empty", TestInfrastructure.backups());
        BackupCompleted completed = restoring.verified(source.complete(BackupKind.FULL, DAY.plusSeconds(1)));
        RestorePlanned plan = restoring.plan(RestoreFixture.request(completed, "fresh", "named_superuser", true));
        assertThat(plan.superuser()).isEqualTo(TestInfrastructure.postgres().superuser());
        assertThat(plan.findings())
                .filteredOn(finding -> finding.code().equals("target_superuser"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text())
                        .startsWith("the target role is a superuser: code in this archive runs as superuser"));

        String unnamed = log.publish(new ApproveRestoreRequested("empty", plan.plan(), null, "ann"));

        RequestRejected rejected =
                log.await(RequestRejected.class, event -> event.request().id().equals(unnamed));
        assertThat(rejected.message())
                .contains("superuser", TestInfrastructure.postgres().superuser());
        assertThat(restoring.exists("named_superuser")).isFalse();
        log.await(RestoreCompleted.class, RestoreFixture.of(restoring.approve(plan)));
    }

    @Test
    void code_of_an_archive_runs_without_a_superusers_rights_in_every_mode() throws IOException {
        Path loot = Files.createTempDirectory("loot");
        Files.setPosixFilePermissions(loot, PosixFilePermissions.fromString("rwxrwxrwx"));
        TestSourceDatabase source = owned("hostile")
                .execute(
                        "set role " + TestTargets.OWNER,
                        "create function attack_now() returns void language plpgsql as $$ begin"
                                + " execute $c$copy (select 1) to program 'touch " + loot + "/ran'$c$;"
                                + " exception when others then null; end $$",
                        "create function attack(n bigint) returns bigint language plpgsql immutable as"
                                + " $$ begin perform public.attack_now(); return n; end $$",
                        "create table lines(n bigint, g bigint generated always as (attack(n)) stored)",
                        "create index on lines (attack(n))",
                        "insert into lines values (1)");
        BackupCompleted completed = restoring.verified(source.complete(BackupKind.FULL, DAY));
        source.execute("delete from lines");
        for (String mode : new String[] {"fresh", "swap", "in_place"}) {
            RestorePlanned plan = restoring.plan(completed, mode);
            assertThat(plan.obstacles()).as(mode).isEmpty();
            assertThat(plan.superuser()).isNull();

            RestoreCompleted done = log.await(
                    RestoreCompleted.class,
                    RestoreFixture.of(
                            mode.equals("in_place") ? restoring.approveWithSafeguard(plan) : restoring.approve(plan)));

            assertThat(restoring.ask(done.target(), "select count(*) from lines"))
                    .isEqualTo("1");
            try (Stream<Path> files = Files.list(loot)) {
                assertThat(files).as(mode).isEmpty();
            }
        }
        Files.delete(loot);
    }

    @Test
    void what_needs_more_rights_is_an_obstacle_with_its_statement() {
        TestSourceDatabase source = owned("foreign_owners")
                .execute(
                        "create role another_owner",
                        "create table theirs(n int)",
                        "alter table theirs owner to another_owner");

        RestorePlanned plan = restoring.plan(restoring.verified(source.complete(BackupKind.FULL, DAY)), "fresh");

        assertThat(plan.obstacles()).extracting(Finding::code).containsExactly("role_not_granted");
        assertThat(plan.obstacles().getFirst().text())
                .contains("GRANT \"another_owner\" TO \"" + TestTargets.OWNER + "\"");
    }

    @Test
    void what_only_a_superuser_can_create_is_an_obstacle_with_its_name() {
        TestSourceDatabase source = owned("beyond")
                .execute(
                        "create extension pageinspect",
                        "create function quiet() returns event_trigger language plpgsql as 'begin end'",
                        "create event trigger on_nothing on ddl_command_end when tag in ('CREATE VIEW')"
                                + " execute function quiet()");

        RestorePlanned plan = restoring.plan(RestoreFixture.request(
                restoring.verified(source.complete(BackupKind.FULL, DAY)), "fresh", null, false));

        assertThat(plan.obstacles())
                .extracting(Finding::code)
                .containsExactlyInAnyOrder("extension_needs_superuser", "needs_superuser");
        assertThat(plan.obstacles().toString()).contains("pageinspect", "event trigger on_nothing");
    }

    private static TestSourceDatabase owned(String database) {
        TestSourceDatabase source =
                new TestSourceDatabase(TestInfrastructure.postgres(), database, TestInfrastructure.backups());
        TestInfrastructure.postgres()
                .execute("postgres", "alter database " + database + " owner to " + TestTargets.OWNER);
        return source;
    }
}
