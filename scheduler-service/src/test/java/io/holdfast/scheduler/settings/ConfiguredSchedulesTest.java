package io.holdfast.scheduler.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.scheduler.scheduling.Schedule;
import io.holdfast.settings.schedule.MissedRunPolicy;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfiguredSchedulesTest {

    private static ConfiguredSchedules schedules(Map<String, String> properties) {
        return ConfiguredSchedules.of(
                ConfiguredDatabaseIdReader.in(properties.keySet()),
                SchedulerSettingsTest.settings(properties).databases());
    }

    private static Schedule only(Map<String, String> properties, BackupKind kind) {
        return schedules(properties).all().stream()
                .filter(schedule -> schedule.id().kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_database_without_schedules_has_the_runbooks() {
        assertThat(schedules(Map.of("holdfast.databases.app.password-file", "/run/secrets/app"))
                        .all())
                .extracting(schedule -> schedule.id() + ": " + schedule.text())
                .containsExactly(
                        "app full: every day at 02:00 (UTC), to be completed within 6h, after downtime run-newest",
                        "app schema_only: every Sunday at 03:00 (UTC), to be completed within 6h, after downtime run-newest");
    }

    @Test
    void a_configured_schedule_keeps_the_default_of_the_other_kind() {
        assertThat(schedules(Map.of("holdfast.databases.app.schedules.full", "30 1 * * 1-5"))
                        .all())
                .extracting(schedule -> schedule.recurrence().text())
                .containsExactly("30 1 * * 1-5", "sunday 03:00");
    }

    @Test
    void none_switches_a_schedule_off() {
        ConfiguredSchedules schedules = schedules(Map.of(
                "holdfast.databases.app.schedules.full", "none",
                "holdfast.databases.app.schedules.schema_only", "None"));

        assertThat(schedules.all()).isEmpty();
        assertThat(schedules.databases()).containsExactly(new DatabaseId("app"));
    }

    @Test
    void zone_policy_and_deadline_are_the_databases_unless_the_schedule_has_its_own() {
        Map<String, String> settings = Map.of(
                "holdfast.databases.app.time-zone", "Asia/Kolkata",
                "holdfast.databases.app.missed-runs", "run-all(3)",
                "holdfast.databases.app.deadline", "90m",
                "holdfast.databases.app.schedules.schema-only.time-zone", "Europe/Berlin",
                "holdfast.databases.app.schedules.schema-only.missed-runs", "skip",
                "holdfast.databases.app.schedules.schema-only.deadline", "2h");

        Schedule full = only(settings, BackupKind.FULL);
        Schedule schemaOnly = only(settings, BackupKind.SCHEMA_ONLY);

        assertThat(full.zone()).isEqualTo(ZoneId.of("Asia/Kolkata"));
        assertThat(full.missedRuns()).isEqualTo(new MissedRunPolicy.RunAll(3));
        assertThat(full.deadline()).isEqualTo(Duration.ofMinutes(90));
        assertThat(schemaOnly.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(schemaOnly.missedRuns()).isEqualTo(new MissedRunPolicy.Skip());
        assertThat(schemaOnly.deadline()).isEqualTo(Duration.ofHours(2));
        assertThat(schemaOnly.recurrence().text()).isEqualTo("sunday 03:00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "daily 25:00",
                "daily 2:00",
                "someday 02:00",
                "daily",
                "02:00",
                "* * * *",
                "0 2 * * * *",
                "60 2 * * *",
                "0 24 * * *",
                "0 2 30 2 *",
                "0 2 * * 8",
                "@daily",
                "hello world how are you",
                ""
            })
    void an_invalid_schedule_is_refused_with_the_setting_and_a_hint(String text) {
        assertThatThrownBy(() -> schedules(Map.of(
                        "holdfast.databases.app.schedules.full",
                        text.isEmpty() ? "  " : text,
                        "holdfast.databases.app.host",
                        "db")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holdfast.databases.app.schedules.full")
                .hasMessageContaining("Set 'daily 02:00'");
    }

    @Test
    void all_errors_are_reported_at_once() {
        assertThatThrownBy(() -> schedules(Map.of(
                        "holdfast.databases.a.schedules.ful", "daily 02:00",
                        "holdfast.databases.b.time-zone", "Berlin",
                        "holdfast.databases.c.missed-runs", "run-all(0)",
                        "holdfast.databases.d.deadline", "59s",
                        "holdfast.databases.\"e f\".host", "db")))
                .hasMessageContaining("holdfast.databases.a.schedules.ful: unknown kind of backup.")
                .hasMessageContaining("'Berlin' is not a time zone.")
                .hasMessageContaining("run-all(0) would run none")
                .hasMessageContaining("a deadline of PT59S is too short.")
                .hasMessageContaining("'e f' is not a database id.");
    }
}
