package io.holdfast.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StackConfigurationTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "holdfast.databases.app.password, dump",
        "holdfast.databases.app.username, dump",
        "holdfast.databases.app.schedules.full, scheduler",
        "holdfast.databases.app.drill.enabled, verify",
        "holdfast.restore.targets.app.password, restore",
        "holdfast.drills.server.password, verify",
        "holdfast.notify.sinks.ops.url, notify",
        "holdfast.dump.workers, dump",
        "holdfast.scheduler.tick, scheduler",
        "holdfast.destinations.far.secret-key, dump verify retention restore",
        "holdfast.encryption.identity-file, verify restore",
        "quarkus.vault.authentication.client-token, dump verify restore",
        "quarkus.log.level, scheduler dump verify retention restore notify",
        "kafka.max.block.ms, scheduler dump verify retention restore notify",
        "mp.messaging.connector.smallrye-kafka.session.timeout.ms, scheduler dump verify retention restore notify"
    })
    void a_setting_of_the_file_reaches_only_the_services_that_read_it(String name, String services) throws IOException {
        StackConfiguration configuration = file(name + "=1");

        assertThat(LocalStack.SERVICES.stream()
                        .filter(service -> configuration.settings(service).containsKey(name)))
                .containsExactlyInAnyOrderElementsOf(services(services));
    }

    @ParameterizedTest
    @CsvSource({
        "HOLDFAST_DATABASES_APP_PASSWORD, dump",
        "HOLDFAST_DATABASES_MY_APP_PASSWORD_FILE, dump",
        "HOLDFAST_RESTORE_TARGETS_APP_PASSWORD, restore",
        "HOLDFAST_NOTIFY_SINKS_OPS_URL, notify",
        "HOLDFAST_DUMP_WORKERS, dump",
        "HOLDFAST_DESTINATIONS_FAR_SECRET_KEY, dump verify retention restore",
        "HOLDFAST_SOMETHING_OF_A_LATER_VERSION, scheduler dump verify retention restore notify",
        "QUARKUS_LOG_LEVEL, scheduler dump verify retention restore notify",
        "HOLDFAST_HOME, ''",
        "HOLDFAST_INSTALL, ''",
        "HOLDFAST_KAFKA, ''",
        "HOLDFAST_DATABASE, ''",
        "HOLDFAST_RETENTION_URL, ''",
        "HOLDFAST_SIGNING_KEY_FILE, ''",
        "HOLDFAST_CATALOGUE_BACKUP_PASSWORD, ''",
        "PGPASSWORD, ''",
        "AWS_SECRET_ACCESS_KEY, ''"
    })
    void a_variable_reaches_only_the_services_that_read_it(String name, String services) {
        assertThat(LocalStack.SERVICES.stream()
                        .filter(service -> ServiceSettingsFilter.variables(service, Map.of(name, "/1"), folder)
                                .containsKey(name)))
                .containsExactlyInAnyOrderElementsOf(services(services));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.bootstrap.servers",
                "kafka.security.protocol",
                "kafka.sasl.jaas.config",
                "%prod.kafka.bootstrap.servers",
                "quarkus.datasource.jdbc.url",
                "quarkus.datasource.password",
                "quarkus.http.port",
                "holdfast.catalogue.password-file",
                "holdfast.catalogue-backup.username",
                "holdfast.signing.key-file"
            })
    void the_stacks_own_addresses_and_keys_are_never_taken_from_the_file(String name) throws IOException {
        StackConfiguration configuration = file(name + "=elsewhere");

        assertThat(configuration.ignored()).containsExactly(name);
        assertThat(LocalStack.SERVICES)
                .allSatisfy(
                        service -> assertThat(configuration.settings(service)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "holdfast.databases.app.password-file, secrets/app, /secrets/app",
        "holdfast.databases.app.password-file, ./secrets/../app, /app",
        "holdfast.backup-dir, backups, /backups",
        "holdfast.dump.client-programs, 'bin, /usr/lib/postgresql/17/bin', '/bin,=/usr/lib/postgresql/17/bin'",
        "holdfast.backup-dir, /var/backups, =/var/backups",
        "holdfast.databases.app.host, db.example, =db.example",
        "holdfast.databases.app.drill.probes.start, 'bin/start,now', '=bin/start,now'"
    })
    void a_relative_path_is_relative_to_the_folder_of_the_file(String name, String value, String expected)
            throws IOException {
        StackConfiguration configuration = file(name + "=" + value);

        String absolute = List.of(expected.split(",(?=[/=])")).stream()
                .map(one -> one.startsWith("=") ? one.substring(1) : folder + one)
                .collect(Collectors.joining(","));
        assertThat(configuration.value(name)).contains(absolute);
    }

    @ParameterizedTest
    @CsvSource({
        "pa$word, pa$word",
        "pa\\\\$\\\\$word, pa$$word",
        "'\\\\${HOME}', '${HOME}'",
        "a\\\\b, a\\b",
        "'it''s # ! = :', 'it''s # ! = :'"
    })
    void a_value_means_itself(String written, String meant) throws IOException {
        assertThat(file("holdfast.databases.app.password=" + written).settings("dump-service"))
                .containsEntry("holdfast.databases.app.password", meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pre${HOME}", "a$$b"})
    void expansions_are_rejected_without_showing_the_value(String value) throws IOException {
        Path file = write("holdfast.databases.app.password=" + value);

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContainingAll(file.toString(), "holdfast.databases.app.password")
                .hasMessageNotContaining(value);
    }

    @Test
    void a_file_that_is_missing_or_not_in_utf8_is_refused() throws IOException {
        Path latin = Files.write(
                folder.resolve("latin.properties"), "holdfast.x=\u00fc".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> read(folder.resolve("none.properties"))).hasMessageContaining("does not exist");
        assertThatThrownBy(() -> read(latin)).hasMessageContaining("UTF-8");
    }

    @Test
    void databases_are_those_of_the_file_and_of_variables() throws IOException {
        Path file = write("""
                holdfast.databases.app.host=a
                holdfast.databases.my-app.host=b
                holdfast.databases.my-app.schedules.full=none
                holdfast.databases.holdfast.schedules.full=none
                """);

        StackConfiguration configuration = StackConfiguration.of(
                file,
                Map.of("HOLDFAST_DATABASES_MY_APP_HOST", "c", "HOLDFAST_DATABASES_CRM_HOST", "d", "DATABASE_HOST", "e"),
                folder);

        assertThat(configuration.databases()).containsExactly("app", "crm", "my-app");
    }

    @Test
    void a_variable_wins_over_the_file() throws IOException {
        Path file = write("holdfast.backup-dir=/file");

        StackConfiguration configuration =
                StackConfiguration.of(file, Map.of("HOLDFAST_BACKUP_DIR", "variable"), folder.resolve("shell"));

        assertThat(configuration.value("holdfast.backup-dir"))
                .contains(folder.resolve("shell/variable").toString());
    }

    @Test
    void it_is_known_what_is_named() throws IOException {
        StackConfiguration configuration = StackConfiguration.of(
                write("holdfast.destinations.far.path=/far"),
                Map.of("HOLDFAST_DRILLS_SERVER_HOST", "scratch", "HOLDFAST_RETENTION_DAYS", ""),
                folder);

        assertThat(configuration.names("holdfast.destinations.")).isTrue();
        assertThat(configuration.names("holdfast.drills.server.host")).isTrue();
        assertThat(configuration.names("holdfast.retention-days")).isFalse();
    }

    private static List<String> services(String names) {
        return names.isEmpty()
                ? List.of()
                : List.of(names.split(" ")).stream()
                        .map(name -> name + "-service")
                        .toList();
    }

    private StackConfiguration file(String text) throws IOException {
        return read(write(text));
    }

    private StackConfiguration read(Path file) {
        return StackConfiguration.of(file, Map.of(), folder);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("holdfast.properties"), text);
    }
}
