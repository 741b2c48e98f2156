package io.holdfast.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsCatalogTest {

    private final SettingsCatalog catalog = SettingsCatalog.load();

    @Test
    void a_setting_is_found_with_its_type_default_and_meaning() {
        SettingDefinition deadline =
                catalog.find("holdfast.databases.app.deadline").orElseThrow();

        assertThat(deadline.type()).isEqualTo(SettingType.DURATION);
        assertThat(deadline.fallback()).contains("6h");
        assertThat(deadline.services()).containsExactly("scheduler-service");
        assertThat(deadline.meaning()).startsWith("How long after its slot");
    }

    @ParameterizedTest
    @CsvSource({
        "holdfast.databases.app.password, dump-service",
        "holdfast.databases.app.password-file, dump-service",
        "holdfast.databases.app.vault-path, dump-service",
        "holdfast.catalogue-backup.password, dump-service",
        "holdfast.restore.targets.app.host, restore-service",
        "holdfast.restore.targets.app.password, restore-service",
        "holdfast.drills.server.password, verify-service",
        "holdfast.notify.sinks.ops.url, notify-service",
        "holdfast.notify.sinks.ops.secret, notify-service"
    })
    void a_secret_is_read_by_one_service(String name, String service) {
        assertThat(catalog.find(name).orElseThrow().services()).containsExactly(service);
    }

    @Test
    void keys_of_destinations_are_read_by_the_services_that_touch_copies() {
        assertThat(catalog.find("holdfast.destinations.offsite.secret-key")
                        .orElseThrow()
                        .services())
                .isEqualTo(Set.of("dump-service", "verify-service", "retention-service", "restore-service"));
    }

    @Test
    void every_service_reads_the_settings_of_the_catalogue_backup() {
        assertThat(catalog.find("holdfast.catalogue-backup.username")
                        .orElseThrow()
                        .services())
                .hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "holdfast.databases.\"app\".port",
                "holdfast.notify.sinks.ops.events[0]",
                "holdfast.notify.sinks.ops.headers.\"X-A.B\"",
                "holdfast.databases.app.schedules.full",
                "holdfast.databases.app.schedules.full.time-zone"
            })
    void a_name_is_read_as_the_services_read_it(String name) {
        assertThat(catalog.find(name)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "holdfast", "holdfast.databases..port", "holdfast.databases.app", "quarkus.http.port"})
    void what_is_no_setting_is_not_found(String name) {
        assertThat(catalog.find(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "HOLDFAST_DUMP_WORKERS, holdfast.dump.workers",
        "HOLDFAST_DATABASES_APP_PASSWORD, holdfast.databases.<id>.password",
        "HOLDFAST_DATABASES_MY_APP_PASSWORD_FILE, holdfast.databases.<id>.password-file",
        "HOLDFAST_DATABASES_APP_DRILL_PROBES_HTTP_HEALTH_URL, holdfast.databases.<id>.drill.probes.http.<id>.url",
        "HOLDFAST_RESTORE_TARGETS_APP_HOOKS_LIMIT, holdfast.restore.targets.<id>.hooks.limit"
    })
    void a_variable_sets_a_setting(String variable, String name) {
        assertThat(catalog.findVariable(variable)).map(SettingDefinition::name).contains(name);
    }

    @ParameterizedTest
    @CsvSource({
        "holdfast.database.app.host, holdfast.databases.app.host",
        "holdfast.databases.app.pasword, holdfast.databases.app.password",
        "holdfast.databases.app.password_file, holdfast.databases.app.password-file",
        "holdfast.databases.app.user, holdfast.databases.app.username",
        "holdfast.databases.app.dbname, holdfast.databases.app.name",
        "holdfast.databases.app.sslmode, holdfast.databases.app.ssl-mode",
        "holdfast.databases.app.shedules.full, holdfast.databases.app.schedules.full",
        "holdfast.backup_dir, holdfast.backup-dir",
        "holdfast.retention.days, holdfast.retention-days",
        "holdfast.dump.wrokers, holdfast.dump.workers"
    })
    void a_mistyped_name_has_a_nearest_one(String typed, String meant) {
        assertThat(catalog.nearest(typed)).contains(meant);
    }

    @Test
    void enumerations_have_all_words_and_their_default_is_one() {
        assertThat(catalog.find("holdfast.databases.app.trusted-level")
                        .orElseThrow()
                        .words())
                .containsExactly("L0", "L1", "L2", "L3", "L4", "L5");
        assertThat(catalog.definitions())
                .filteredOn(setting -> setting.type() == SettingType.ENUMERATION)
                .allSatisfy(setting -> assertThat(setting.words())
                        .hasSizeGreaterThan(1)
                        .containsAll(setting.fallback().stream().toList()));
    }

    @Test
    void durations_that_depend_on_one_another_are_settings() {
        assertThat(RelativeDurationLimit.all()).allSatisfy(rule -> {
            assertThat(catalog.find(rule.shorter()).map(SettingDefinition::type))
                    .contains(SettingType.DURATION);
            assertThat(catalog.find(rule.longer()).map(SettingDefinition::type)).contains(SettingType.DURATION);
        });
    }

    @Test
    void a_name_like_no_other_has_none() {
        assertThat(catalog.nearest("holdfast.telemetry.exporter.endpoint.address"))
                .isEqualTo(Optional.empty());
    }
}
