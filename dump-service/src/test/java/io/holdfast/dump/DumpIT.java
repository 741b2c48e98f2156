package io.holdfast.dump;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.BackupId;
import io.holdfast.events.Copy;
import io.holdfast.events.DumpEvent.BackupAccepted;
import io.holdfast.events.DumpEvent.BackupCancelled;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupFailed;
import io.holdfast.events.DumpEvent.BackupRejected;
import io.holdfast.events.DumpEvent.BackupStarted;
import io.holdfast.events.Failure;
import io.holdfast.events.Kind;
import io.holdfast.events.OperatorRequest.CancelRequested;
import io.holdfast.events.OversightEvent.RequestRejected;
import io.holdfast.events.Rejection;
import io.holdfast.events.Topic;
import io.holdfast.localstack.testing.Ground;
import io.holdfast.store.Manifest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests on a real log become real dumps of a real server. */
@QuarkusTest
@QuarkusTestResource(value = Ground.class, initArgs = @ResourceArg(name = "schema", value = "dump"))
@QuarkusTestResource(SourceDatabases.class)
class DumpIT {

    private Wire wire;

    @BeforeEach
    void a_wire() {
        wire = new Wire();
    }

    @AfterEach
    void cut_it() {
        wire.close();
    }

    @Test
    void a_request_becomes_a_sealed_artifact_that_restores() throws Exception {
        BackupId backup = wire.ask("shop");

        BackupCompleted completed = wire.hear(BackupCompleted.class, backup);

        Copy copy = completed.copies().getFirst();
        Path artifact = Ground.backups().resolve(copy.key());
        assertThat(run("sha256sum", "-c", copy.key() + ".sha256")).isZero();
        assertThat(artifact).hasSize(copy.bytes());
        assertThat(Files.list(Ground.backups()).map(Path::toString)).noneMatch(file -> file.endsWith(".partial"));
        assertThat(wire.all(BackupAccepted.class, backup)).hasSize(1);
        assertThat(wire.all(BackupStarted.class, backup))
                .extracting(BackupStarted::artifact)
                .containsExactly(copy.key());
        assertThat(completed.label()).isEqualTo("from a test");
        assertThat(restoredItems(artifact)).isEqualTo(20_000);
    }

    private static long restoredItems(Path artifact) throws Exception {
        String database = "restored_" + UUID.randomUUID().toString().substring(0, 8);
        Ground.postgres().createDatabase(database);
        ProcessBuilder restore = new ProcessBuilder(
                "/usr/lib/postgresql/15/bin/pg_restore",
                "--exit-on-error",
                "--no-owner",
                "-d",
                database,
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(Ground.postgres().port()),
                "-U",
                Ground.postgres().superuser(),
                artifact.toString());
        restore.environment().put("PGPASSWORD", Ground.postgres().password());
        assertThat(ended(restore)).isZero();
        try (Connection connection = SourceDatabases.connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from items")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void the_manifest_says_what_a_stranger_needs_and_no_secret() throws IOException {
        BackupCompleted completed = wire.hear(BackupCompleted.class, wire.ask("shop"));

        String text = Files.readString(
                Ground.backups().resolve(completed.copies().getFirst().key() + ".manifest.json"));
        Manifest manifest = Manifest.parse(text).orElseThrow();
        assertThat(manifest.tables())
                .contains(
                        new Manifest.Table("public", "items", 20_000L),
                        new Manifest.Table("odd schema", "odd table", null));
        assertThat(manifest.extensions()).extracting(Manifest.Extension::name).contains("plpgsql");
        assertThat(manifest.roles()).endsWith(".roles.sql");
        assertThat(manifest.artifact().sha256())
                .isEqualTo(completed.copies().getFirst().sha256());
        assertThat(text)
                .doesNotContain(Ground.postgres().password(), "127.0.0.1", "localhost")
                .doesNotContain("\"" + Ground.postgres().superuser() + "\"");
    }

    @Test
    void a_schema_only_backup_has_no_rows_and_no_roles() throws IOException {
        BackupCompleted completed =
                wire.hear(BackupCompleted.class, wire.ask(UUID.randomUUID().toString(), "shop", "schema_only"));

        String key = completed.copies().getFirst().key();
        assertThat(completed.kind()).isEqualTo(Kind.SCHEMA_ONLY);
        assertThat(key).startsWith("shop_schema_only_");
        assertThat(Ground.backups().resolve(key + ".roles.sql")).doesNotExist();
        assertThat(Files.readString(Ground.backups().resolve(key + ".manifest.json")))
                .contains("rolesSkipped");
    }

    @Test
    void a_request_said_twice_makes_one_run() {
        String id = UUID.randomUUID().toString();
        BackupId backup = wire.ask(id, "shop", "full");
        wire.ask(id, "shop", "full");
        wire.hear(BackupCompleted.class, backup);
        wire.hear(BackupCompleted.class, wire.ask("shop"));

        assertThat(wire.all(BackupStarted.class, backup)).hasSize(1);
    }

    @Test
    void an_id_used_again_for_another_kind_is_refused() {
        String id = UUID.randomUUID().toString();
        wire.hear(BackupAccepted.class, wire.ask(id, "shop", "full"));

        BackupRejected rejected = wire.hear(BackupRejected.class, wire.ask(id, "shop", "schema_only"));

        assertThat(rejected.reason()).isEqualTo(Rejection.ID_REUSED);
    }

    @Test
    void bad_requests_are_answered_or_put_aside_and_the_next_one_is_read() {
        wire.say(Topic.BACKUP_REQUESTS, "PGDMP".getBytes(StandardCharsets.UTF_8));
        wire.say(Topic.BACKUP_REQUESTS, "{\"database\":\"../shop\"}".getBytes(StandardCharsets.UTF_8));
        BackupId unknown = wire.ask("nowhere");

        assertThat(wire.hear(BackupRejected.class, unknown).reason()).isEqualTo(Rejection.UNKNOWN_DATABASE);
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(wire.records()
                                .filter(record -> record.topic().equals(Topic.BACKUP_REQUESTS.deadLetterName()))
                                .map(record -> new String(record.value(), StandardCharsets.UTF_8)))
                        .contains("PGDMP", "{\"database\":\"../shop\"}"));
    }

    @Test
    void what_only_a_person_can_mend_ends_at_once_and_tells_no_secret() {
        BackupFailed badPassword = wire.hear(BackupFailed.class, wire.ask("badpw"));
        BackupFailed absent = wire.hear(BackupFailed.class, wire.ask("absent"));
        BackupFailed poor = wire.hear(BackupFailed.class, wire.ask("poor"));

        assertThat(badPassword.failure()).isEqualTo(Failure.AUTHENTICATION);
        assertThat(badPassword.message()).doesNotContain("s3cret");
        assertThat(absent.failure()).isEqualTo(Failure.NO_SUCH_DATABASE);
        assertThat(poor.failure()).isEqualTo(Failure.PERMISSION);
        assertThat(poor.message()).contains("odd schema.odd table and 1 more").contains("pg_read_all_data");
        assertThat(java.util.List.of(badPassword, absent, poor)).allMatch(BackupFailed::isFinal);
    }

    @Test
    void a_server_that_does_not_answer_is_tried_again_until_somebody_cancels() {
        BackupId backup = wire.ask("far");
        BackupFailed failed = wire.hear(BackupFailed.class, backup);
        wire.want(new CancelRequested("far", backup, "ada", "it is gone"));

        BackupCancelled cancelled = wire.hear(BackupCancelled.class, backup);

        assertThat(failed.failure()).isEqualTo(Failure.UNREACHABLE);
        assertThat(failed.isFinal()).isFalse();
        assertThat(cancelled.by()).isEqualTo("ada");
    }

    @Test
    void a_wish_to_cancel_what_nobody_knows_is_refused() {
        BackupId unknown = new BackupId(UUID.randomUUID());
        wire.want(new CancelRequested("shop", unknown, "ada", "why not"));

        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(wire.messages())
                        .anyMatch(message -> message instanceof RequestRejected rejected
                                && rejected.message().contains(unknown.toString())));
    }

    @Test
    void a_running_dump_is_cancelled_and_leaves_nothing() throws Exception {
        try (Connection door = locked()) {
            BackupId backup = wire.ask("locked");
            String artifact = wire.hear(BackupStarted.class, backup).artifact();
            await().atMost(Duration.ofSeconds(90)).until(() -> pgDumps() == 1);
            wire.want(new CancelRequested("locked", backup, "ada", "wrong moment"));

            wire.hear(BackupCancelled.class, backup);

            assertThat(pgDumps()).isZero();
            assertThat(Files.list(Ground.backups()).map(Path::toString)).noneMatch(file -> file.contains(artifact));
            door.rollback();
        }
    }

    @Test
    void a_killed_pg_dump_leaves_no_artifact_and_is_tried_again() throws Exception {
        BackupId backup;
        try (Connection door = locked()) {
            backup = wire.ask("locked");
            await().atMost(Duration.ofSeconds(90)).until(() -> pgDumps() == 1);
            ProcessHandle.current().descendants().filter(DumpIT::isPgDump).forEach(ProcessHandle::destroyForcibly);
            BackupFailed failed = wire.hear(BackupFailed.class, backup);
            assertThat(failed.failure()).isEqualTo(Failure.TOOL_FAILED);
            assertThat(failed.isFinal()).isFalse();
            door.rollback();
        }

        BackupCompleted completed = wire.hear(BackupCompleted.class, backup);

        assertThat(completed.attempt()).isGreaterThan(1);
        assertThat(Files.list(Ground.backups()).map(file -> file.getFileName().toString()))
                .filteredOn(file -> file.startsWith("locked_full_") && file.endsWith(".dump"))
                .contains(completed.copies().getFirst().key());
    }

    private static Connection locked() throws Exception {
        Connection door = SourceDatabases.connect("locked");
        door.setAutoCommit(false);
        door.createStatement().execute("lock table door in access exclusive mode");
        return door;
    }

    private static long pgDumps() {
        return ProcessHandle.current().descendants().filter(DumpIT::isPgDump).count();
    }

    private static boolean isPgDump(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> command.endsWith("/pg_dump"))
                .isPresent();
    }

    @Test
    void everything_can_be_read_over_http() {
        BackupId backup = wire.ask("shop");
        wire.hear(BackupCompleted.class, backup);

        assertThat(get("/runs/" + backup).then().statusCode(200).extract().<String>path("run.state"))
                .isEqualTo("completed");
        assertThat(get("/runs?database=shop").then().statusCode(200).extract().<java.util.List<String>>path("backup"))
                .contains(backup.toString());
        assertThat(get("/queue").statusCode()).isEqualTo(200);
        assertThat(get("/runs/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(get("/q/openapi").asString()).contains("/runs/{backup}");
        assertThat(get("/q/health/ready").statusCode()).isEqualTo(200);
        assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void every_figure_is_really_there() {
        wire.hear(BackupCompleted.class, wire.ask("shop"));
        wire.hear(BackupFailed.class, wire.ask("badpw"));

        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(get("/q/metrics").asString())
                        .containsPattern(
                                "holdfast_dump_last_success_timestamp_seconds\\{database=\"shop\",kind=\"full\"[^}]*} 1\\.")
                        .containsPattern("holdfast_dump_duration_seconds_count\\{database=\"shop\",kind=\"full\"")
                        .containsPattern("holdfast_dump_size_bytes_sum\\{database=\"shop\"")
                        .containsPattern("holdfast_dump_failures_total\\{failure=\"authentication\"[^}]*} [1-9]")
                        .contains(
                                "holdfast_dump_queue_length", "holdfast_dump_running", "holdfast_outbox_lag_seconds"));
    }

    @Test
    void the_doctor_says_what_is_wrong_with_each_database() throws IOException {
        Path strange = Files.writeString(Ground.backups().resolve("thesis.txt"), "years of work");

        String report = get("/doctor").asString();

        assertThat(report)
                .contains(
                        "database shop",
                        "dumped with pg_dump 15",
                        "pg_read_all_data",
                        "thesis.txt",
                        "destination local")
                .contains("Check username and password")
                .doesNotContain("wr0ng-s3cret");
        assertThat(strange).exists();
    }

    @Test
    void progress_is_told_while_it_runs() throws Exception {
        BackupId backup;
        try (Connection door = locked()) {
            backup = wire.ask("locked");
            BackupId asked = backup;
            await().atMost(Duration.ofSeconds(90))
                    .untilAsserted(() -> assertThat(wire.progress(asked))
                            .anyMatch(progress -> progress.phase().equals("dumping")));
            door.rollback();
        }

        wire.hear(BackupCompleted.class, backup);
    }

    private static int run(String... command) throws Exception {
        return ended(new ProcessBuilder(command).directory(Ground.backups().toFile()));
    }

    private static int ended(ProcessBuilder builder) throws Exception {
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
