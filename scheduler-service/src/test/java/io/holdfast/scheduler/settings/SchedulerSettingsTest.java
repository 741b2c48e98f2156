package io.holdfast.scheduler.settings;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.scheduler.settings.SchedulerSettings.Database;
import io.holdfast.scheduler.settings.SchedulerSettings.ScheduleSettings;
import io.holdfast.scheduler.settings.SchedulerSettings.Scheduler;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every setting with its default, as in docs/operations.md. */
class SchedulerSettingsTest {

    static SchedulerSettings settings(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(SchedulerSettings.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withValidateUnknown(false)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(SchedulerSettings.class);
    }

    private static Map<String, String> defaults(String prefix, Class<?> group) {
        Map<String, String> defaults = new TreeMap<>();
        for (Method method : group.getDeclaredMethods()) {
            String name = method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
            WithDefault value = method.getAnnotation(WithDefault.class);
            defaults.put(prefix + name, value == null ? "" : value.value());
        }
        return defaults;
    }

    @Test
    void the_services_own_settings_and_their_defaults_are_these() {
        assertThat(defaults("holdfast.scheduler.", Scheduler.class))
                .isEqualTo(Map.of(
                        "holdfast.scheduler.tick", "5s",
                        "holdfast.scheduler.horizon", "48h",
                        "holdfast.scheduler.clock-margin", "2s",
                        "holdfast.scheduler.grace", "1m",
                        "holdfast.scheduler.settling", "30s",
                        "holdfast.scheduler.withdraw-after", "10m"));
    }

    @Test
    void a_databases_settings_and_their_defaults_are_these() {
        assertThat(defaults("holdfast.databases.<id>.", Database.class))
                .isEqualTo(Map.of(
                        "holdfast.databases.<id>.host", "",
                        "holdfast.databases.<id>.schedules", "",
                        "holdfast.databases.<id>.time-zone", "UTC",
                        "holdfast.databases.<id>.missed-runs", "run-newest",
                        "holdfast.databases.<id>.deadline", "6h",
                        "holdfast.databases.<id>.recovery-point", "26h"));
    }

    @Test
    void a_schedules_own_settings_are_these() {
        assertThat(defaults("", ScheduleSettings.class).keySet())
                .containsExactly("deadline", "missed-runs", "recurrence", "time-zone");
    }

    @Test
    void nothing_else_is_mapped() {
        assertThat(Arrays.stream(SchedulerSettings.class.getDeclaredMethods()).map(Method::getName))
                .containsExactlyInAnyOrder("databases", "scheduler");
    }

    @Test
    void a_schedule_may_differ_from_its_database() {
        SchedulerSettings settings = settings(Map.of(
                "holdfast.databases.app.schedules.full", "daily 01:00",
                "holdfast.databases.app.schedules.full.time-zone", "Europe/Berlin"));

        ScheduleSettings full = requireNonNull(
                requireNonNull(settings.databases().get("app")).schedules().get("full"));

        assertThat(full.recurrence()).contains("daily 01:00");
        assertThat(full.timeZone()).contains("Europe/Berlin");
        assertThat(full.deadline()).isEqualTo(Optional.empty());
    }
}
