package io.holdfast.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.Copy;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.Finding;
import io.holdfast.events.Kind;
import io.holdfast.events.OperatorRequest.ApproveRestoreRequested;
import io.holdfast.events.OperatorRequest.DropKeptRequested;
import io.holdfast.events.OperatorRequest.RevertRequested;
import io.holdfast.events.OversightEvent.RequestRejected;
import io.holdfast.events.RestoreEvent.KeptDropped;
import io.holdfast.events.RestoreEvent.RestoreCompleted;
import io.holdfast.events.RestoreEvent.RestoreFailed;
import io.holdfast.events.RestoreEvent.RestorePlanned;
import io.holdfast.events.RestoreEvent.RestoreReverted;
import io.holdfast.localstack.testing.Ground;
import io.holdfast.store.LocalDirectory;
import io.holdfast.store.Modes;
import io.holdfast.testing.Log;
import io.holdfast.testing.Source;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Impatient.class)
@QuarkusTestResource(value = Ground.class, initArgs = @ResourceArg(name = "schema", value = "restore"))
@QuarkusTestResource(TestTargets.class)
class RestoreIT {

    private static final Instant DAY = Instant.parse("2026-05-18T02:00:00Z");
    private static final String SECRET_ROW = "rows-never-leave-this-place";

    private Log log;
    private Restoring restoring;

    @BeforeEach
    void open_the_log() {
        log = new Log(Ground.kafka().bootstrap());
        restoring = new Restoring(log, Ground.postgres(), "restore");
        new LocalDirectory("local", Ground.backups(), Modes.OWNER).initialise();
        new LocalDirectory("vault", TestTargets.vault(), Modes.OWNER).initialise();
    }

    @AfterEach
    void close_the_log() throws IOException {
        log.close();
        Files.deleteIfExists(TestTargets.trouble());
    }

    private static Source source(String database) {
        return new Source(Ground.postgres(), database, Ground.backups())
                .execute(
                        "create table users(id bigint primary key, name text)",
                        "create table messages(id bigint primary key, author bigint references users, body text)",
                        "insert into users select n, 'user ' || n from generate_series(1, 100) n",
                        "insert into messages select n, 1 + n % 100, '" + SECRET_ROW
                                + "' || md5(n::text) from generate_series(1, 2000) n");
    }

    /** Of a state that changes afterwards: a thousand messages are lost, and a user is new. */
    private BackupCompleted backedUp(Source source) {
        BackupCompleted completed = restoring.verified(source.complete(Kind.FULL, DAY));
        source.execute("delete from messages where id > 1000", "insert into users values (101, 'late')");
        return completed;
    }

    private String messages(String database) {
        return restoring.ask(database, "select count(*) from messages");
    }

    @Test
    void a_fresh_restore_makes_a_database_that_equals_the_archive() {
        BackupCompleted completed = backedUp(source("fresh"));
        RestorePlanned plan = restoring.plan(completed, "fresh");
        assertThat(plan.obstacles()).isEmpty();
        assertThat(restoring.exists(plan.target())).isFalse();

        UUID restore = restoring.approve(plan);

        RestoreCompleted done = log.await(RestoreCompleted.class, Restoring.of(restore));
        assertThat(messages(done.target())).isEqualTo("2000");
        assertThat(done.report().tables()).isEqualTo(2);
        assertThat(done.report().rows()).isEqualTo(2100);
        assertThat(done.toString()).doesNotContain(SECRET_ROW);
        assertThat(messages("fresh")).isEqualTo("1000");
    }

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
    void a_swap_keeps_the_old_one_which_can_serve_again_or_be_dropped() {
        Source source = source("swapped")
                .execute("alter database swapped set work_mem = '5MB'", "comment on database swapped is 'ours'");
        BackupCompleted completed = backedUp(source);
        UUID restore = restoring.approve(restoring.plan(completed, "swap"));

        RestoreCompleted done = log.await(RestoreCompleted.class, Restoring.of(restore));
        assertThat(messages("swapped")).isEqualTo("2000");
        assertThat(restoring.ask("swapped", "show work_mem")).isEqualTo("5MB");
        assertThat(done.keptAs()).startsWith("swapped_kept_");

        log.publish(new RevertRequested("swapped", restore, "ann", "the wrong one"));
        RestoreReverted reverted = log.await(RestoreReverted.class, Restoring.of(restore));
        assertThat(messages("swapped")).isEqualTo("1000");
        assertThat(restoring.ask(
                        "swapped",
                        "select shobj_description(oid, 'pg_database') from pg_database where datname = 'swapped'"))
                .isEqualTo("ours");

        log.publish(new DropKeptRequested("swapped", restore, "ann", "done"));
        KeptDropped dropped = log.await(KeptDropped.class, Restoring.of(restore));
        assertThat(dropped.name()).isEqualTo(reverted.keptAs());
        assertThat(restoring.exists(reverted.keptAs())).isFalse();
        assertThat(messages("swapped")).isEqualTo("1000");
    }

    @Test
    void in_place_waits_for_a_verified_backup_of_now_and_replaces_the_contents() {
        BackupCompleted completed = backedUp(source("inplace"));
        RestorePlanned plan = restoring.plan(completed, "in_place");

        UUID restore = restoring.approveWithSafeguard(plan);

        log.await(RestoreCompleted.class, Restoring.of(restore));
        assertThat(messages("inplace")).isEqualTo("2000");
        assertThat(restoring.ask("inplace", "select count(*) from users")).isEqualTo("100");
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
    void named_tables_come_back_into_a_sidecar() {
        BackupCompleted completed = backedUp(source("tables"));
        UUID restore = restoring.approve(restoring.plan(completed, "fresh", "public.messages"));

        RestoreCompleted done = log.await(RestoreCompleted.class, Restoring.of(restore));

        assertThat(done.target()).startsWith("tables_sidecar_");
        assertThat(messages(done.target())).isEqualTo("2000");
        assertThat(restoring.ask(done.target(), "select count(*) from users")).isEqualTo("0");
    }

    @Test
    void named_tables_rows_replace_those_in_the_live_database_and_nothing_else() {
        BackupCompleted completed = backedUp(source("rows"));
        RestorePlanned plan = restoring.plan(completed, "in_place", "public.messages");

        UUID restore = restoring.approveWithSafeguard(plan);

        log.await(RestoreCompleted.class, Restoring.of(restore));
        assertThat(messages("rows")).isEqualTo("2000");
        assertThat(restoring.ask("rows", "select count(*) from users")).isEqualTo("101");
        assertThat(restoring.ask("postgres", "select count(*) from pg_database where datname like 'rows_%'"))
                .isEqualTo("0");
    }

    @Test
    void wrong_credentials_are_an_obstacle() {
        BackupCompleted completed = backedUp(source("refused"));

        RestorePlanned plan = restoring.plan(completed, "swap");

        assertThat(plan.obstacles()).extracting(Finding::code).containsExactly("target_refused");
    }

    @Test
    void a_damaged_copy_is_passed_over_and_the_next_one_restored() throws IOException {
        Source source = source("damaged");
        BackupCompleted completed = source.complete(Kind.FULL, DAY);
        Copy near = completed.copies().getFirst();
        Files.copy(Ground.backups().resolve(near.key()), TestTargets.vault().resolve(near.key()));
        Copy far = new Copy("vault", near.key(), null, near.bytes(), near.sha256());
        restoring.verified(Source.with(completed, near, far));
        Path file = Ground.backups().resolve(near.key());
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        UUID restore = restoring.approve(restoring.plan(completed, "fresh"));

        RestoreCompleted done = log.await(RestoreCompleted.class, Restoring.of(restore));
        assertThat(done.findings()).extracting(Finding::code).contains("checksum_mismatch");
        assertThat(messages(done.target())).isEqualTo("2000");
    }

    @Test
    void what_came_into_the_way_since_the_plan_fails_it_before_anything_is_touched() {
        BackupCompleted completed = backedUp(source("stale"));
        RestorePlanned plan = restoring.plan(Restoring.request(completed, "fresh", "stale_wanted", true));
        Ground.postgres().createDatabase("stale_wanted");

        UUID restore = restoring.approve(plan);

        RestoreFailed failed = log.await(RestoreFailed.class, Restoring.of(restore));
        assertThat(failed.reason()).isEqualTo("plan_stale");
        assertThat(restoring.ask("stale_wanted", "select count(*) from pg_tables where schemaname = 'public'"))
                .isEqualTo("0");
    }

    @Test
    void the_same_request_twice_is_one_plan() {
        BackupCompleted completed = backedUp(source("twice"));
        RestorePlanned plan = restoring.plan(completed, "fresh");
        log.publish(plan.request().id(), Restoring.request(completed, "fresh", null, true));

        restoring.plan(completed, "swap");

        assertThat(log.events(RestorePlanned.class).filter(Restoring.of(plan.plan())))
                .hasSize(1);
    }

    @Test
    void a_hook_that_fails_leaves_the_old_one_serving() throws IOException {
        BackupCompleted completed = backedUp(source("hooked"));
        RestorePlanned plan = restoring.plan(completed, "swap");
        Files.createFile(TestTargets.trouble());

        UUID restore = restoring.approve(plan);

        RestoreFailed failed = log.await(RestoreFailed.class, Restoring.of(restore));
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

        RestoreFailed failed = log.await(RestoreFailed.class, Restoring.of(restore));
        assertThat(failed.reason()).isEqualTo("probe_failed");
        assertThat(failed.message()).contains("serves again");
        assertThat(messages("probed")).isEqualTo("1000");
        assertThat(restoring.ask("postgres", "select count(*) from pg_database where datname like 'probed_%'"))
                .isEqualTo("0");
    }

    @Test
    void a_missing_role_is_an_obstacle_unless_owners_stay_away() {
        Source source = source("owned").execute("create role passing", "alter table messages owner to passing");
        BackupCompleted completed = restoring.verified(source.complete(Kind.FULL, DAY));
        source.execute("alter table messages owner to current_user", "drop role passing");

        RestorePlanned strict = restoring.plan(completed, "fresh");

        assertThat(strict.obstacles()).extracting(Finding::code).containsExactly("role_missing");
        RestorePlanned without = restoring.plan(Restoring.request(completed, "fresh", "owned_anew", false));
        assertThat(without.obstacles()).isEmpty();
        log.await(RestoreCompleted.class, Restoring.of(restoring.approve(without)));
        assertThat(messages("owned_anew")).isEqualTo("2000");
    }

    @Test
    void a_missing_extension_is_an_obstacle() {
        Source source = source("extended")
                .execute(
                        "create extension citext",
                        "update pg_extension set extname = 'nowhere' where extname = 'citext'");
        BackupCompleted completed = restoring.verified(source.complete(Kind.FULL, DAY));

        RestorePlanned plan = restoring.plan(completed, "fresh");

        assertThat(plan.obstacles()).extracting(Finding::code).containsExactly("extension_missing");
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
