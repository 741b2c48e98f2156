package io.holdfast.dump;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.BackupId;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupFailed;
import io.holdfast.localstack.testing.CapturedLog;
import io.holdfast.localstack.testing.HostileDatabaseObjects;
import io.holdfast.localstack.testing.RequiredProgramCheck;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** HTTP resources, metrics, and health checks of dump-service. */
@QuarkusTest
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "dump"))
@QuarkusTestResource(SourceDatabases.class)
class ShownDumpsIT {

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
    void everything_can_be_read_over_http() {
        BackupId backup = client.ask("shop");
        client.hear(BackupCompleted.class, backup);

        assertThat(get("/runs/" + backup).then().statusCode(200).extract().<String>path("run.state"))
                .isEqualTo("completed");
        assertThat(get("/runs?database=shop").then().statusCode(200).extract().<List<String>>path("backup"))
                .contains(backup.toString());
        assertThat(get("/queue").statusCode()).isEqualTo(200);
        assertThat(get("/runs/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(get("/q/openapi").asString()).contains("/runs/{backup}");
        assertThat(get("/q/health/ready").statusCode()).isEqualTo(200);
        assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void every_metric_exists() {
        client.hear(BackupCompleted.class, client.ask("shop"));
        client.hear(BackupFailed.class, client.ask("badpw"));

        await().atMost(Duration.ofMinutes(3))
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
    void neither_a_dump_nor_the_doctor_runs_code_of_the_database_owner() {
        HostileDatabaseObjects planted =
                HostileDatabaseObjects.in(TestInfrastructure.postgres(), "planted", "planted_reader");

        client.hear(BackupCompleted.class, client.ask("planted"));
        assertThat(get("/doctor").asString()).contains("database planted");

        assertThat(planted.runs()).isEmpty();
    }

    @Test
    void the_doctor_reports_the_problem_of_each_database() throws IOException {
        Path strange = Files.writeString(TestInfrastructure.backups().resolve("thesis.txt"), "years of work");

        // The report of the doctor is cached for some seconds.
        String report = await().atMost(Duration.ofMinutes(3))
                .until(() -> get("/doctor").asString(), answer -> answer.contains("thesis.txt"));

        assertThat(report)
                .contains(
                        "database shop",
                        " tables; pg_dump " + TestInfrastructure.postgres().majorVersion(),
                        "the role 'postgres' is a superuser",
                        "CREATE ROLE holdfast_backup LOGIN CONNECTION LIMIT 10; GRANT pg_read_all_data TO holdfast_backup;",
                        "1 schema without USAGE",
                        "GRANT pg_read_all_data TO nobody_here;",
                        "a backup is incomplete",
                        "user mapping for postgres on head_office was dumped without options",
                        "thesis.txt",
                        "destination local")
                .contains("Check username and password")
                .doesNotContain("wr0ng-s3cret", "very-secret-4711");
        assertThat(strange).exists();
    }

    /** The archive of a superuser contains the password. */
    @Test
    void the_password_of_a_user_mapping_is_in_the_archive_and_nowhere_else() throws IOException {
        String password = "very-secret-4711";
        try (CapturedLog log = CapturedLog.ofThisService()) {
            BackupId backup = client.ask("federated_whole");

            BackupCompleted completed = client.hear(BackupCompleted.class, backup);

            String key = completed.copies().getFirst().key();
            assertThat(completed.findings()).isNull();
            for (Path file : files(key)) {
                boolean isArtifact = file.endsWith(key);
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1).contains(password))
                        .as(file.toString())
                        .isEqualTo(isArtifact);
            }
            for (String page : List.of("/runs/" + backup, "/runs?database=federated_whole", "/doctor", "/q/metrics")) {
                assertThat(get(page).asString()).as(page).doesNotContain(password);
            }
            assertThat(client.records().map(said -> new String(said.value(), StandardCharsets.UTF_8)))
                    .isNotEmpty()
                    .noneMatch(said -> said.contains(password));
            assertThat(log.says(password)).isFalse();
        }
    }

    private static List<Path> files(String key) throws IOException {
        try (Stream<Path> all = Files.list(TestInfrastructure.backups())) {
            List<Path> files = all.filter(file -> file.getFileName().toString().startsWith(key))
                    .toList();
            assertThat(files).hasSizeGreaterThan(2);
            return files;
        }
    }

    @Test
    void the_doctor_advises_lc_messages_for_a_server_that_writes_german() {
        RequiredProgramCheck.assume(RequiredProgramCheck.GERMAN);

        JsonPath report = get("/doctor").jsonPath();

        String german = "find { it.name == 'database german' }.";
        assertThat(report.getString(german + "verdict")).isEqualTo("WARN");
        assertThat(report.getString(german + "message")).endsWith("; the server's messages are not in English");
        assertThat(report.getString(german + "hint"))
                .isEqualTo(
                        "Holdfast stores pg_dump's messages of a failed run. To get them in English, run as a superuser:"
                                + " ALTER ROLE \"german_reader\" SET lc_messages TO 'C';");
    }
}
