package io.holdfast.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DumpEvent.BackupAccepted;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupFailed;
import io.holdfast.events.DumpEvent.BackupRejected;
import io.holdfast.events.DumpEvent.BackupStarted;
import io.holdfast.events.FailureReason;
import io.holdfast.events.Finding;
import io.holdfast.events.RejectionReason;
import io.holdfast.events.Topic;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.postgrestools.TextOutputSettings;
import io.holdfast.store.DumpOmission;
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
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Requests on a real Kafka topic create real dumps of a real server. */
@QuarkusTest
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "dump"))
@QuarkusTestResource(SourceDatabases.class)
class DumpIT {

    private DumpTestClient client;

    @BeforeEach
    void start_test_client() {
        client = new DumpTestClient();
    }

    @AfterEach
    void stop_test_client() {
        client.close();
    }

    @Test
    void a_request_becomes_a_sealed_artifact_that_restores() throws Exception {
        BackupId backup = client.ask("shop");

        BackupCompleted completed = client.hear(BackupCompleted.class, backup);

        BackupCopyRecord copy = completed.copies().getFirst();
        Path artifact = TestInfrastructure.backups().resolve(copy.key());
        assertThat(run("sha256sum", "-c", copy.key() + ".sha256")).isZero();
        assertThat(artifact).hasSize(copy.bytes());
        assertThat(Files.list(TestInfrastructure.backups()).map(Path::toString))
                .noneMatch(file -> file.endsWith(".partial"));
        assertThat(client.all(BackupAccepted.class, backup)).hasSize(1);
        assertThat(client.all(BackupStarted.class, backup))
                .extracting(BackupStarted::artifact)
                .containsExactly(copy.key());
        assertThat(completed.label()).isEqualTo("from a test");
        assertThat(restoredItems(artifact)).isEqualTo(20_000);
    }

    private static long restoredItems(Path artifact) throws Exception {
        String database = "restored_" + UUID.randomUUID().toString().substring(0, 8);
        TestInfrastructure.postgres().createDatabase(database);
        ProcessBuilder restore = new ProcessBuilder(
                TestInfrastructure.postgres().program("pg_restore").toString(),
                "--exit-on-error",
                "--no-owner",
                "-d",
                database,
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(TestInfrastructure.postgres().port()),
                "-U",
                TestInfrastructure.postgres().superuser(),
                artifact.toString());
        restore.environment().put("PGPASSWORD", TestInfrastructure.postgres().password());
        assertThat(ended(restore)).isZero();
        try (Connection connection = SourceDatabases.connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from items")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void the_manifest_contains_the_restore_information_and_no_secret() throws IOException {
        BackupCompleted completed = client.hear(BackupCompleted.class, client.ask("shop"));

        String text = Files.readString(TestInfrastructure.backups()
                .resolve(completed.copies().getFirst().key() + ".manifest.json"));
        Manifest manifest = Manifest.parse(text).orElseThrow();
        assertThat(manifest.tables())
                .contains(
                        new Manifest.Table("public", "items", 20_000L),
                        new Manifest.Table("odd schema", "odd table", null));
        assertThat(manifest.extensions()).extracting(Manifest.Extension::name).contains("plpgsql");
        assertThat(manifest.roles()).endsWith(".roles.sql");
        assertThat(manifest.artifact().sha256())
                .isEqualTo(completed.copies().getFirst().sha256());
        assertThat(text.replace("\"IntervalStyle\" : \"postgres\"", ""))
                .doesNotContain(TestInfrastructure.postgres().password(), "127.0.0.1", "localhost")
                .doesNotContain("\"" + TestInfrastructure.postgres().superuser() + "\"");
    }

    @Test
    void the_manifest_records_the_settings_on_which_the_text_depends() throws IOException {
        BackupCompleted completed = client.hear(BackupCompleted.class, client.ask("shop"));

        assertThat(manifest(completed).server().settings()).isEqualTo(TextOutputSettings.PINNED.values());
        assertThat(manifest(completed).restore().getLast()).startsWith("PGOPTIONS='-c lc_monetary=C' pg_restore ");
    }

    /** A backup with the database's own text settings is better than none. */
    @Test
    void a_backup_through_a_pooler_without_startup_options_records_no_settings() throws Exception {
        BackupCompleted completed = client.hear(BackupCompleted.class, client.ask("pooled"));

        assertThat(manifest(completed).server().settings()).isNull();
        assertThat(restoredItems(TestInfrastructure.backups()
                        .resolve(completed.copies().getFirst().key())))
                .isEqualTo(20_000);
    }

    /** The first host in the list is not available. */
    @Test
    void a_role_with_one_connection_is_sufficient_for_a_backup() throws Exception {
        BackupCompleted completed = client.hear(BackupCompleted.class, client.ask("single"));

        assertThat(manifest(completed).roles()).endsWith(".roles.sql");
        assertThat(client.all(BackupStarted.class, completed.backup())).hasSize(1);
    }

    /** COPY would write two digits for each byte. The limit of PostgreSQL is 1 GiB. */
    @Test
    @Tag("long")
    void a_row_too_long_for_copy_is_named_with_its_table_and_column() {
        SourceDatabases.execute(
                "long_row",
                "create table scans as select 1 as id, decode(repeat('00ff10ab', 70 * 1024 * 1024), 'hex')"
                        + " || decode(repeat('00ff10ab', 70 * 1024 * 1024), 'hex') as body");

        BackupFailed failed = client.hear(BackupFailed.class, client.ask("long_row"));

        assertThat(failed.failure()).isEqualTo(FailureReason.ROW_TOO_LONG);
        assertThat(failed.isFinal()).isTrue();
        assertThat(failed.message()).contains("public.scans", "column body", "587202560 bytes");
    }

    private static Manifest manifest(BackupCompleted completed) throws IOException {
        return Manifest.parse(Files.readString(TestInfrastructure.backups()
                        .resolve(completed.copies().getFirst().key() + ".manifest.json")))
                .orElseThrow();
    }

    @Test
    void the_manifest_contains_faults_of_the_database() throws IOException {
        BackupCompleted completed = client.hear(BackupCompleted.class, client.ask("faulty"));

        String text = Files.readString(TestInfrastructure.backups()
                .resolve(completed.copies().getFirst().key() + ".manifest.json"));
        assertThat(Manifest.parse(text).orElseThrow().faults())
                .containsExactly(
                        new Manifest.Fault("constraint", "public", "marks", "marks_small"),
                        new Manifest.Fault("index", "public", "marks", "marks_by_v"));
    }

    @Test
    void omissions_of_pg_dump_are_findings_of_the_backup() throws IOException {
        BackupCompleted completed = client.hear(BackupCompleted.class, client.ask("federated"));

        assertThat(completed.findings())
                .containsExactly(
                        new Finding(
                                "user_mapping_without_options",
                                "user mapping for postgres on head_office was dumped without options: the role cannot read the options."
                                        + " Store the options elsewhere, and set them after a restore (ALTER USER MAPPING … OPTIONS)"));
        Manifest manifest = manifest(completed);
        assertThat(manifest.omissions())
                .containsExactly(new DumpOmission(DumpOmission.MAPPING_OPTIONS, 1, List.of("postgres on head_office")));
        assertThat(manifest.toString()).doesNotContain("very-secret-4711", "hq_reader");
        assertThat(client.hear(BackupCompleted.class, client.ask("faulty")).findings())
                .isNull();
    }

    @Test
    void a_schema_only_backup_has_no_rows_and_no_roles() throws IOException {
        BackupCompleted completed =
                client.hear(BackupCompleted.class, client.ask(UUID.randomUUID().toString(), "shop", "schema_only"));

        String key = completed.copies().getFirst().key();
        assertThat(completed.kind()).isEqualTo(BackupKind.SCHEMA_ONLY);
        assertThat(key).startsWith("shop_schema_only_");
        assertThat(TestInfrastructure.backups().resolve(key + ".roles.sql")).doesNotExist();
        assertThat(Files.readString(TestInfrastructure.backups().resolve(key + ".manifest.json")))
                .contains("rolesSkipped");
    }

    @Test
    void a_duplicate_request_creates_one_run() {
        String id = UUID.randomUUID().toString();
        BackupId backup = client.ask(id, "shop", "full");
        client.ask(id, "shop", "full");
        client.hear(BackupCompleted.class, backup);
        client.hear(BackupCompleted.class, client.ask("shop"));

        assertThat(client.all(BackupStarted.class, backup)).hasSize(1);
    }

    @Test
    void an_id_used_again_for_another_kind_is_refused() {
        String id = UUID.randomUUID().toString();
        client.hear(BackupAccepted.class, client.ask(id, "shop", "full"));

        BackupRejected rejected = client.hear(BackupRejected.class, client.ask(id, "shop", "schema_only"));

        assertThat(rejected.reason()).isEqualTo(RejectionReason.ID_REUSED);
    }

    @Test
    void invalid_requests_get_a_reply_or_become_dead_letters() {
        client.say(Topic.BACKUP_REQUESTS, "PGDMP".getBytes(StandardCharsets.UTF_8));
        client.say(Topic.BACKUP_REQUESTS, "{\"database\":\"../shop\"}".getBytes(StandardCharsets.UTF_8));
        BackupId unknown = client.ask("nowhere");

        assertThat(client.hear(BackupRejected.class, unknown).reason()).isEqualTo(RejectionReason.UNKNOWN_DATABASE);
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(client.records()
                                .filter(record -> record.topic().equals(Topic.BACKUP_REQUESTS.deadLetterName()))
                                .map(record -> new String(record.value(), StandardCharsets.UTF_8)))
                        .contains("PGDMP", "{\"database\":\"../shop\"}"));
    }

    @Test
    void failures_that_require_an_operator_end_immediately_and_contain_no_secret() {
        BackupFailed badPassword = client.hear(BackupFailed.class, client.ask("badpw"));
        BackupFailed absent = client.hear(BackupFailed.class, client.ask("absent"));
        BackupFailed poor = client.hear(BackupFailed.class, client.ask("poor"));

        assertThat(badPassword.failure()).isEqualTo(FailureReason.AUTHENTICATION);
        assertThat(badPassword.message()).doesNotContain("s3cret");
        assertThat(badPassword.sqlState()).isEqualTo("28P01");
        assertThat(absent.sqlState()).isEqualTo("3D000");
        assertThat(absent.failure()).isEqualTo(FailureReason.NO_SUCH_DATABASE);
        assertThat(poor.failure()).isEqualTo(FailureReason.PERMISSION);
        assertThat(poor.message())
                .isEqualTo(
                        "The role nobody_here cannot read all objects that a backup contains: 1 schema without USAGE (\"odd"
                                + " schema\"); 2 tables (\"odd schema\".\"odd table\", public.items). Run as a superuser in the"
                                + " database shop: GRANT pg_read_all_data TO nobody_here; Or, for these objects only: GRANT USAGE ON"
                                + " SCHEMA \"odd schema\" TO nobody_here; GRANT SELECT ON TABLE \"odd schema\".\"odd table\","
                                + " public.items TO nobody_here;");
        assertThat(List.of(badPassword, absent, poor)).allMatch(BackupFailed::isFinal);
    }

    private static int run(String... command) throws Exception {
        return ended(new ProcessBuilder(command)
                .directory(TestInfrastructure.backups().toFile()));
    }

    private static int ended(ProcessBuilder builder) throws Exception {
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }
}
