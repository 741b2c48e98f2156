package io.holdfast.e2e.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationLevel;
import io.holdfast.localstack.testing.NeedsProgram;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The main use case with the images and {@code docker compose}: a backup is requested, made, verified and restored. */
@Tag("containers")
@NeedsProgram({"container engine", "docker compose"})
class ImagesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final int ROWS = 2_000;

    private static Compose compose;
    private static BackupCompleted completed;

    @BeforeAll
    static void an_external_client_requests_a_backup() {
        compose = Compose.up("compose.s3.yaml");
        compose.beside(
                "psql -q -d shop -c \"create table orders as select i as id, md5(i::text) as note from generate_series(1, "
                        + ROWS + ") i\" -c \"create extension vector\"");
        compose.log().request("{\"database\":\"shop\",\"label\":\"by somebody else\"}");
        completed =
                compose.log().await(BackupCompleted.class, event -> "by somebody else".equals(event.label()), PATIENCE);
    }

    @AfterAll
    static void down() {
        compose.close();
    }

    static List<String> services() {
        return Compose.SERVICES;
    }

    static Stream<String> images() {
        return Stream.concat(Compose.SERVICES.stream(), Stream.of("cli"));
    }

    @Test
    void it_is_stored_in_a_volume_and_in_a_bucket_and_verified_there() {
        BackupVerified verified = compose.log().await(completed.backup(), BackupVerified.class, PATIENCE);

        assertThat(verified.level()).isEqualTo(VerificationLevel.L2);
        assertThat(completed.copies().stream().map(BackupCopyRecord::destination))
                .containsExactlyInAnyOrder("local", "bucket");
        assertThat(compose.backups()).contains(completed.copies().getFirst().key());
        assertThat(compose.run("docker compose exec -T s3 ls /data/holdfast/backups"))
                .contains(completed.copies().getFirst().key());
    }

    @Test
    void a_person_restores_it_by_hand() {
        compose.beside("createdb by_hand && pg_restore --no-owner -d by_hand /backups/"
                + completed.copies().getFirst().key());

        assertThat(compose.beside("psql -At -d by_hand -c \"select count(*) from orders\"")
                        .strip())
                .isEqualTo(Integer.toString(ROWS));
    }

    @Test
    void the_command_line_drills_and_lists_it() {
        compose.log().await(completed.backup(), BackupVerified.class, PATIENCE);

        String output = compose.run("docker compose run --rm -T holdfast drill shop --wait");

        assertThat(output).contains("L4");
        assertThat(compose.run("docker compose run --rm -T holdfast list"))
                .contains("shop")
                .contains("by somebody else");
    }

    @Test
    void the_catalogue_is_backed_up_too() {
        compose.log().request("{\"database\":\"holdfast\",\"label\":\"books\"}");

        assertThat(compose.log()
                        .await(BackupCompleted.class, event -> "books".equals(event.label()), PATIENCE)
                        .database()
                        .value())
                .isEqualTo("holdfast");
    }

    @ParameterizedTest
    @MethodSource("services")
    void a_container_may_do_nothing_that_it_does_not_need(String service) {
        JsonNode container = compose.inspect(service);

        assertThat(container.at("/Config/User").asText()).isEqualTo("10001:10001");
        assertThat(container.at("/HostConfig/ReadonlyRootfs").asBoolean()).isTrue();
        assertThat(container.at("/HostConfig/SecurityOpt").toString()).contains("no-new-privileges");
        assertThat(compose.run("docker compose exec -T " + service + " /opt/java/bin/jcmd 1 VM.version"))
                .contains("JDK 25");
        assertThat(compose.run("docker compose exec -T " + service + " cat /proc/1/status"))
                .containsPattern("CapEff:\\s+0000000000000000")
                .containsPattern("NoNewPrivs:\\s+1");
    }

    @ParameterizedTest
    @CsvSource({"scheduler-service, 128", "notify-service, 96"})
    void the_heap_is_as_the_environment_has_it(String service, int megabytes) {
        assertThat(compose.run("docker compose exec -T " + service + " /opt/java/bin/jcmd 1 VM.flags"))
                .contains("-XX:MaxHeapSize=" + megabytes * 1024 * 1024);
    }

    @ParameterizedTest
    @MethodSource("services")
    void an_image_contains_its_bill_of_materials(String service) throws IOException {
        JsonNode image = new JsonMapper()
                .readTree(compose.run("docker image inspect holdfast/" + service))
                .path(0);
        JsonNode materials = new JsonMapper()
                .readTree(compose.run("docker compose exec -T " + service + " cat /opt/holdfast/sbom.cdx.json"));

        assertThat(image.at("/Config/Labels/org.opencontainers.image.title").asText())
                .isEqualTo("holdfast/" + service);
        assertThat(image.at("/Config/Labels/org.opencontainers.image.licenses").asText())
                .isEqualTo("Apache-2.0");
        assertThat(materials.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(materials.at("/metadata/component/name").asText()).isEqualTo(service);
        assertThat(materials.path("components")).hasSizeGreaterThan(50);
    }

    @ParameterizedTest
    @MethodSource("images")
    void an_image_has_at_most_500_megabytes(String image) throws IOException {
        JsonNode inspected = new JsonMapper()
                .readTree(compose.run("docker image inspect holdfast/" + image))
                .path(0);

        assertThat(inspected.path("Size").asLong()).isPositive().isLessThanOrEqualTo(500_000_000);
    }

    @ParameterizedTest
    @MethodSource("services")
    void no_secret_is_seen_from_outside(String service) {
        for (String name : List.of("catalogue-", "kafka-holdfast-")) {
            String secret = compose.run("docker compose exec -T " + service + " cat /run/secrets/" + name
                            + service.replace("-service", ""))
                    .strip();

            assertThat(secret).hasSizeGreaterThan(20);
            assertThat(compose.inspect(service).toString())
                    .doesNotContain(secret)
                    .doesNotContain("$word");
            assertThat(compose.run("docker compose logs " + service))
                    .doesNotContain(secret)
                    .doesNotContain("$word");
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void its_secrets_can_be_read_by_its_user_alone(String service) {
        String files =
                compose.run("docker compose exec -T " + service + " sh -c 'stat -L -c \"%a %u\" /run/secrets/*'");

        assertThat(files.lines()).hasSizeGreaterThan(1).containsOnly("400 10001");
    }

    @Test
    void the_broker_requires_a_password() {
        assertThatThrownBy(() -> compose.users().topics(compose.users().anonymous()))
                .hasCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void a_requester_has_a_backup_made_with_its_own_password() throws Exception {
        Map<String, Object> requester = compose.users().of("requester", compose.run("cat secrets/kafka-requester"));

        compose.users().write(requester, "backup-requests", "{\"database\":\"shop\",\"label\":\"by a requester\"}");

        assertThat(compose.log()
                        .await(BackupCompleted.class, event -> "by a requester".equals(event.label()), PATIENCE)
                        .database()
                        .value())
                .isEqualTo("shop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"service-requests", "operator-requests", "backup-events", "backup-progress"})
    void a_requester_writes_to_no_other_topic(String topic) {
        Map<String, Object> requester = compose.users().of("requester", compose.run("cat secrets/kafka-requester"));

        assertThatThrownBy(() -> compose.users().write(requester, topic, "{}"))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void the_scratch_server_does_not_reach_the_broker() {
        String output =
                compose.run("docker compose exec -T scratch bash -c '</dev/tcp/kafka/9092' 2>&1 || echo unreachable");

        assertThat(output).contains("unreachable");
    }
}
