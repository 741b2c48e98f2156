package io.holdfast.cli.config;

import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.settings.RelativeDurationLimit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks settings that depend on other settings. */
final class DependentSettingsCheck {

    private static final String ID = "<id>";
    private static final String DATABASES = "holdfast.databases";

    /** retention-service rejects 0, because it would keep no backup. */
    private static final List<String> AT_LEAST_ONE = List.of(
            "retention-days", "minimum-verified", "holdfast.retention.minimum-verified", "holdfast.retention-days");

    private final EffectiveConfigValues configValues;
    private final ConfigFindingCollector configFindings;

    DependentSettingsCheck(EffectiveConfigValues configValues, ConfigFindingCollector configFindings) {
        this.configValues = configValues;
        this.configFindings = configFindings;
    }

    void check() {
        RelativeDurationLimit.all().forEach(this::durations);
        configValues.entries().filter(DependentSettingsCheck::mustBePositive).forEach(this::positive);
        configValues.ids(DATABASES).forEach(id -> trustedLevel(DATABASES + "." + id + ".trusted-level"));
        exclusive("holdfast.http.token", "holdfast.http.token-file");
        configValues.ids(SinkSettingsCheck.SINKS).forEach(id -> {
            String sink = SinkSettingsCheck.SINKS + "." + id;
            exclusive(sink + ".secret", sink + ".secret-file");
            exclusive(sink + ".password", sink + ".password-file");
        });
        databases();
    }

    /** The levels that a verification after the dump reaches. Only drills reach higher levels. */
    private void trustedLevel(String name) {
        configValues
                .entry(name)
                .filter(entry -> entry.value().strip().matches("(?i)L[0345]"))
                .ifPresent(entry -> configFindings.error(
                        entry,
                        "'" + entry.value().strip() + "' is not a level that a verification can reach without a drill",
                        "Write L1 or L2."));
    }

    private void exclusive(String one, String other) {
        if (configValues.value(one).isPresent()) {
            configValues
                    .entry(other)
                    .filter(entry -> !entry.value().isBlank())
                    .ifPresent(entry -> configFindings.error(
                            entry,
                            one.substring(one.lastIndexOf('.') + 1) + " is also set, on line "
                                    + configValues
                                            .entry(one)
                                            .map(ConfigEntry::line)
                                            .orElse(0),
                            "Remove one of the two settings."));
        }
    }

    private void durations(RelativeDurationLimit rule) {
        int at = rule.shorter().indexOf(ID);
        if (at < 0) {
            durations(rule, rule.shorter());
            return;
        }
        String prefix = rule.shorter().substring(0, at - 1);
        configValues.ids(prefix).forEach(id -> durations(rule, rule.shorter().replace(ID, id)));
    }

    private void durations(RelativeDurationLimit rule, String name) {
        Optional<ConfigEntry> entry = configValues.entry(name).or(() -> configValues.entry(rule.longer()));
        Optional<Duration> one = configValues.duration(name);
        Optional<Duration> other = configValues.duration(rule.longer());
        if (entry.isEmpty() || one.isEmpty() || other.isEmpty() || rule.isKept(one.get(), other.get())) {
            return;
        }
        configFindings.error(
                entry.get().line(),
                name,
                name + " is " + shown(name) + ", and " + rule.longer() + " is " + shown(rule.longer()) + ": "
                        + rule.reason(),
                "Set the first value to at most "
                        + (rule.share() == 1 ? "the second value" : "1/" + rule.share() + " of the second value")
                        + ".");
    }

    private String shown(String name) {
        return ControlCharacterSanitizer.shortened(
                configValues.value(name).or(() -> configValues.fallback(name)).orElse(""));
    }

    private static boolean mustBePositive(ConfigEntry entry) {
        return AT_LEAST_ONE.contains(entry.text())
                || entry.text().startsWith(DATABASES)
                        && AT_LEAST_ONE.contains(entry.name().parts().getLast());
    }

    private void positive(ConfigEntry entry) {
        if (entry.value().strip().matches("\\+?0+")) {
            configFindings.error(entry, "'" + entry.value().strip() + "' is too small", "Write 1 or more.");
        }
    }

    /** Warns of targets and sinks for unknown databases, because their ids are probably mistyped. */
    private void databases() {
        Set<String> known = configValues.ids(DATABASES);
        if (known.isEmpty()) {
            configFindings.warning(
                    0,
                    DATABASES,
                    "the file configures no database",
                    "Set holdfast.databases.<id>.host and .username. For an example, run 'holdfast config init'.");
        }
        configValues.ids(PostgresServerPurpose.TARGET.prefix()).stream()
                .filter(id -> !known.contains(id) && !known.isEmpty())
                .forEach(id -> {
                    String prefix = PostgresServerPurpose.TARGET.prefix() + "." + id;
                    configFindings.warning(
                            configValues.firstLine(prefix),
                            prefix,
                            prefix + ": no database '" + ControlCharacterSanitizer.shortened(id) + "' is configured",
                            "Use the id of a configured database: "
                                    + ControlCharacterSanitizer.shortened(String.join(", ", known)) + ".");
                });
    }
}
