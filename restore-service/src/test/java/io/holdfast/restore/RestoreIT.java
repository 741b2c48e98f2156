package io.holdfast.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.Finding;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.OperatorRequest.DropKeptRequested;
import io.holdfast.events.OperatorRequest.RevertRequested;
import io.holdfast.events.RestoreEvent.KeptDropped;
import io.holdfast.events.RestoreEvent.RestoreCompleted;
import io.holdfast.events.RestoreEvent.RestoreFailed;
import io.holdfast.events.RestoreEvent.RestorePlanned;
import io.holdfast.events.RestoreEvent.RestoreReverted;
import io.holdfast.localstack.testing.HostileDatabaseObjects;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.restore.postgres.PreRestoreBackupGate;
import io.holdfast.testing.TestEventLogClient;
import io.holdfast.testing.TestSourceDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FastTimersProfile.class)
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "restore"))
@QuarkusTestResource(TestTargets.class)
class RestoreIT extends RunningService {

    @Inject
    PreRestoreBackupGate safeguards;

    @Test
    void a_fresh_restore_makes_a_database_that_equals_the_archive() {
        BackupCompleted completed = backedUp(source("fresh"));
        RestorePlanned plan = restoring.plan(completed, "fresh");
        assertThat(plan.obstacles()).isEmpty();
        assertThat(restoring.exists(plan.target())).isFalse();

        UUID restore = restoring.approve(plan);

        RestoreCompleted done = log.await(RestoreCompleted.class, RestoreFixture.of(restore));
        assertThat(messages(done.target())).isEqualTo("2000");
        assertThat(done.report().tables()).isEqualTo(2);
        assertThat(done.report().rows()).isEqualTo(2100);
        assertThat(done.toString()).doesNotContain(SECRET_ROW);
        assertThat(messages("fresh")).isEqualTo("1000");
    }

    @Test
    void a_swap_keeps_the_old_one_which_can_serve_again_or_be_dropped() {
        TestSourceDatabase source = source("swapped")
                .execute("alter database swapped set work_mem = '5MB'", "comment on database swapped is 'ours'");
        BackupCompleted completed = backedUp(source);
        UUID restore = restoring.approve(restoring.plan(completed, "swap"));

        RestoreCompleted done = log.await(RestoreCompleted.class, RestoreFixture.of(restore));
        assertThat(messages("swapped")).isEqualTo("2000");
        assertThat(restoring.ask("swapped", "show work_mem")).isEqualTo("5MB");
        assertThat(done.keptAs()).startsWith("swapped_kept_");

        log.publish(new RevertRequested("swapped", restore, "ann", "the wrong one"));
        RestoreReverted reverted = log.await(RestoreReverted.class, RestoreFixture.of(restore));
        assertThat(messages("swapped")).isEqualTo("1000");
        assertThat(restoring.ask(
                        "swapped",
                        "select shobj_description(oid, 'pg_database') from pg_database where datname = 'swapped'"))
                .isEqualTo("ours");

        log.publish(new DropKeptRequested("swapped", restore, "ann", "done"));
        KeptDropped dropped = log.await(KeptDropped.class, RestoreFixture.of(restore));
        assertThat(dropped.name()).isEqualTo(reverted.keptAs());
        assertThat(restoring.exists(reverted.keptAs())).isFalse();
        assertThat(messages("swapped")).isEqualTo("1000");
    }

    @Test
    void in_place_waits_for_a_verified_backup_of_now_and_replaces_the_contents() {
        BackupCompleted completed = backedUp(source("inplace"));
        RestorePlanned plan = restoring.plan(completed, "in_place");

        UUID restore = restoring.approveWithSafeguard(plan);

        log.await(RestoreCompleted.class, RestoreFixture.of(restore));
        assertThat(messages("inplace")).isEqualTo("2000");
        assertThat(restoring.ask("inplace", "select count(*) from users")).isEqualTo("100");
    }

    /** An earlier release may have published the request on a topic where it is now rejected. */
    @Test
    void a_backup_that_is_awaited_is_requested_where_only_services_write_and_again_after_a_restart() throws Exception {
        RestorePlanned plan = restoring.plan(backedUp(source("awaited")), "in_place");
        restoring.approve(plan);
        await().atMost(TestEventLogClient.PATIENCE)
                .ignoreExceptions()
                .until(() -> restoring
                        .catalogued("select state from restore where id = ?", plan.plan())
                        .equals("safeguarding"));
        UUID request = NameBasedUuid.of("restore-safeguard", plan.plan().toString());
        String requests = "select count(*) from outbox where topic = 'service-requests' and id = (?)::uuid::text";
        assertThat(restoring.catalogued(requests, request)).isEqualTo("1");

        safeguards.requestAgain();

        assertThat(restoring.catalogued(requests, request)).isEqualTo("2");
    }

    @Test
    void named_tables_come_back_into_a_sidecar() {
        BackupCompleted completed = backedUp(source("tables"));
        UUID restore = restoring.approve(restoring.plan(completed, "fresh", "public.messages"));

        RestoreCompleted done = log.await(RestoreCompleted.class, RestoreFixture.of(restore));

        assertThat(done.target()).startsWith("tables_sidecar_");
        assertThat(messages(done.target())).isEqualTo("2000");
        assertThat(restoring.ask(done.target(), "select count(*) from users")).isEqualTo("0");
    }

    @Test
    void named_tables_rows_replace_those_in_the_live_database_and_nothing_else() {
        BackupCompleted completed = backedUp(source("rows"));
        RestorePlanned plan = restoring.plan(completed, "in_place", "public.messages");

        UUID restore = restoring.approveWithSafeguard(plan);

        log.await(RestoreCompleted.class, RestoreFixture.of(restore));
        assertThat(messages("rows")).isEqualTo("2000");
        assertThat(restoring.ask("rows", "select count(*) from users")).isEqualTo("101");
        assertThat(restoring.ask("postgres", "select count(*) from pg_database where datname like 'rows_%'"))
                .isEqualTo("0");
    }

    @Test
    void references_between_words_of_an_extensions_type_are_compared_as_it_compares_them() {
        TestSourceDatabase source = source("worded")
                .execute(
                        "create extension citext",
                        "create table places(name citext primary key)",
                        "create table visits(place citext references places)",
                        "insert into places values ('Oslo')",
                        "insert into visits values ('OSLO')");
        BackupCompleted completed = backedUp(source);

        UUID restore = restoring.approveWithSafeguard(restoring.plan(completed, "in_place", "public.visits"));

        log.await(RestoreCompleted.class, RestoreFixture.of(restore));
        assertThat(restoring.ask("worded", "select place from visits")).isEqualTo("OSLO");
    }

    @Test
    void a_swap_runs_nothing_that_the_owner_of_the_database_planted() {
        TestSourceDatabase source = source("planted");
        HostileDatabaseObjects planted = HostileDatabaseObjects.in(
                TestInfrastructure.postgres(),
                "planted",
                TestInfrastructure.postgres().superuser());
        BackupCompleted completed = restoring.verified(source.complete(BackupKind.FULL, DAY));

        UUID restore = restoring.approve(restoring.plan(completed, "swap"));

        log.await(RestoreCompleted.class, RestoreFixture.of(restore));
        assertThat(planted.runs()).isEmpty();
    }

    @Test
    void rows_come_back_and_nothing_that_the_owner_of_the_database_planted_is_run() throws Exception {
        TestSourceDatabase source = source("planted_rows");
        HostileDatabaseObjects planted = HostileDatabaseObjects.in(
                TestInfrastructure.postgres(),
                "planted_rows",
                TestInfrastructure.postgres().superuser());
        BackupCompleted completed = restoring.verified(source.complete(BackupKind.FULL, DAY));

        UUID restore = restoring.approveWithSafeguard(restoring.plan(completed, "in_place", "public.messages"));

        log.await(RestoreCompleted.class, RestoreFixture.of(restore));
        assertThat(text("/doctor")).contains("target planted_rows");
        assertThat(planted.runs()).isEmpty();
    }

    @Test
    void a_damaged_copy_is_passed_over_and_the_next_one_restored() throws IOException {
        TestSourceDatabase source = source("damaged");
        BackupCompleted completed = source.complete(BackupKind.FULL, DAY);
        BackupCopyRecord near = completed.copies().getFirst();
        Files.copy(
                TestInfrastructure.backups().resolve(near.key()),
                TestTargets.vault().resolve(near.key()));
        BackupCopyRecord far = new BackupCopyRecord("vault", near.key(), null, near.bytes(), near.sha256());
        restoring.verified(TestSourceDatabase.with(completed, near, far));
        Path file = TestInfrastructure.backups().resolve(near.key());
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        UUID restore = restoring.approve(restoring.plan(completed, "fresh"));

        RestoreCompleted done = log.await(RestoreCompleted.class, RestoreFixture.of(restore));
        assertThat(done.findings()).extracting(Finding::code).contains("checksum_mismatch");
        assertThat(messages(done.target())).isEqualTo("2000");
    }

    @Test
    void a_hook_that_fails_leaves_the_old_one_serving() throws IOException {
        BackupCompleted completed = backedUp(source("hooked"));
        RestorePlanned plan = restoring.plan(completed, "swap");
        Files.createFile(TestTargets.trouble());

        UUID restore = restoring.approve(plan);

        RestoreFailed failed = log.await(RestoreFailed.class, RestoreFixture.of(restore));
        assertThat(failed.reason()).isEqualTo("hook_failed");
        assertThat(messages("hooked")).isEqualTo("1000");
        assertThat(restoring.ask("postgres", "select count(*) from pg_database where datname like 'hooked_%'"))
                .isEqualTo("0");
    }

    @Test
    void a_probe_that_fails_takes_the_swap_back() throws IOException {
        BackupCompleted completed = backedUp(source("probed"));
        RestorePlanned plan = restoring.plan(completed, "swap");
        Files.createFile(TestTargets.trouble());

        UUID restore = restoring.approve(plan);

        RestoreFailed failed = log.await(RestoreFailed.class, RestoreFixture.of(restore));
        assertThat(failed.reason()).isEqualTo("probe_failed");
        assertThat(failed.message()).contains("is live again");
        assertThat(messages("probed")).isEqualTo("1000");
        assertThat(restoring.ask("postgres", "select count(*) from pg_database where datname like 'probed_%'"))
                .isEqualTo("0");
    }

    @Test
    void metrics_health_doctor_and_pages_answer() throws Exception {
        assertThat(text("/q/metrics"))
                .contains("holdfast_restore_running")
                .contains("holdfast_restore_completed_total")
                .contains("holdfast_restore_failed_total")
                .contains("holdfast_restore_last_duration_seconds");
        assertThat(text("/q/health/ready")).contains("\"status\": \"UP\"");
        assertThat(text("/doctor"))
                .contains("\"pg_restore\"")
                .contains("work folder")
                .contains("the role 'postgres' is a superuser")
                .contains("target refused");
        assertThat(text("/restores?database=nosuch")).isEqualTo("[]");
        assertThat(text("/q/openapi")).contains("/restores/{id}");
    }

    private static String text(String path) throws IOException, InterruptedException {
        URI service = ConfigProvider.getConfig().getValue("test.url", URI.class);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(service.resolve(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
