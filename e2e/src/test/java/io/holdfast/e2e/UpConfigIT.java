package io.holdfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.localstack.LocalStack;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three databases on two servers from one file, which is then changed. */
class UpConfigIT {

    private static final List<String> DATABASES = List.of("app", "crm", "billing");

    private static ConfiguredStack installation;
    private static String settings;

    @BeforeAll
    static void it_is_started_from_a_file() throws IOException {
        installation = new ConfiguredStack();
        settings = installation.database("app", installation.first())
                + installation.database("crm", installation.first())
                + installation.database("billing", installation.second())
                + "holdfast.restore.targets.app.host=" + installation.first().host() + "\n"
                + "holdfast.restore.targets.app.username=somebody\n"
                + "holdfast.restore.targets.app.password=of-the-target\n"
                + "holdfast.notify.sinks.ops.url=https://sink.invalid/token\n"
                + "holdfast.databases.app.schedules.full=daily 01:00\n";
        installation.up(settings).ok();
    }

    @AfterAll
    static void down() {
        installation.close();
    }

    @Test
    void each_database_is_backed_up_and_verified() {
        try (EndToEndLog log = new EndToEndLog(Map.of(
                "bootstrap.servers", installation.stack().kafka().orElseThrow().bootstrap()))) {
            DATABASES.forEach(database -> log.request("{\"database\":\"" + database + "\"}"));

            assertThat(DATABASES)
                    .allSatisfy(database -> assertThat(log.await(
                                            BackupVerified.class,
                                            event -> event.database().value().equals(database))
                                    .copies())
                            .isNotEmpty());
        }
    }

    @Test
    void a_secret_is_given_to_the_one_service_that_needs_it() throws IOException {
        for (String service : LocalStack.SERVICES) {
            assertThat(installation.settingsOf(service).containsKey("holdfast.databases.app.password-file"))
                    .isEqualTo(service.equals("dump-service"));
            assertThat(installation.settingsOf(service).containsKey("holdfast.restore.targets.app.password"))
                    .isEqualTo(service.equals("restore-service"));
            assertThat(installation.settingsOf(service).containsKey("holdfast.notify.sinks.ops.url"))
                    .isEqualTo(service.equals("notify-service"));
        }
    }

    @Test
    void the_status_shows_the_file_and_the_databases() throws IOException {
        JsonNode status = installation.status();

        assertThat(status.path("databases").valueStream().map(JsonNode::asText))
                .containsExactly("app", "billing", "crm");
        assertThat(status.path("database").isNull()).isTrue();
        assertThat(status.path("config").asText()).endsWith("/holdfast.properties");
        assertThat(status.path("running").asBoolean()).isTrue();
    }

    @Test
    void a_command_that_needs_one_database_lists_them() {
        Shell.Result result = installation.holdfast("backup");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).contains("several databases", "app", "billing", "crm", "--database");
    }

    @Test
    void a_changed_schedule_restarts_the_service_that_reads_it_and_nothing_else() throws IOException {
        Map<String, Long> before = installation.processes();

        Shell.Result up = installation.up(settings.replace("daily 01:00", "daily 01:30"));

        assertThat(up.ok()).contains("restarting scheduler-service: holdfast.databases.app.schedules.full changed");
        Map<String, Long> now = new LinkedHashMap<>(installation.processes());
        assertThat(now.remove("scheduler-service")).isNotEqualTo(before.remove("scheduler-service"));
        assertThat(now).isEqualTo(before).containsKeys("kafka", "catalogue", "scratch", "offsite");
    }

    @Test
    void without_the_option_the_same_file_is_used_again() {
        Map<String, Long> before = installation.processes();

        Shell.Result up = installation.holdfast("up");

        assertThat(up.ok())
                .containsPattern("using the settings file from the last start: /\\S+/holdfast\\.properties\\R");
        assertThat(installation.processes()).isEqualTo(before);
    }

    @Test
    void a_wrong_file_changes_nothing() throws IOException {
        Map<String, Long> before = installation.processes();
        String wrong = installation
                .write("wrong.properties", settings + "holdfast.databases.app.pasword=hush-hush\n")
                .toString();

        Shell.Result up = installation.holdfast("up", "--config", wrong);

        assertThat(up.exitCode()).isEqualTo(2);
        assertThat(up.out())
                .contains("holdfast.databases.app.pasword", "holdfast.databases.app.password")
                .doesNotContain("hush-hush", "starting");
        assertThat(installation.processes()).isEqualTo(before);
    }
}
