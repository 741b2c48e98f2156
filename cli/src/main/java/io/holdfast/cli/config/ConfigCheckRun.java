package io.holdfast.cli.config;

import io.holdfast.cli.config.ConfigFinding.Stage;
import io.holdfast.settings.SettingDefinition;
import io.holdfast.settings.SettingsCatalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A single check of a settings file. */
final class ConfigCheckRun {

    private final SettingsCatalog catalog = SettingsCatalog.load();
    private final ParsedConfigFile file;
    private final EnvironmentVariableOverrides variables;
    private final boolean withFiles;
    private final Set<ConfigEntry> unjudged;
    private final EffectiveConfigValues configValues;

    ConfigCheckRun(ParsedConfigFile file, Map<String, String> environment, boolean withFiles) {
        this.file = file;
        this.withFiles = withFiles;
        this.variables = new EnvironmentVariableOverrides(environment, catalog);
        this.unjudged = file.entries().stream()
                .filter(entry ->
                        entry.isExpression() && variables.of(entry.text()).isEmpty())
                .collect(Collectors.toSet());
        this.configValues = configValues();
    }

    /** The settings of the file with the values of overriding variables, and settings that only variables set. */
    private EffectiveConfigValues configValues() {
        Path folder =
                Optional.ofNullable(file.path().toAbsolutePath().getParent()).orElse(Path.of("/"));
        List<ConfigEntry> entries = file.entries().stream()
                .map(entry -> variables.of(entry.text()).map(entry::withValue).orElseGet(entry::literal))
                .toList();
        List<ConfigEntry> added = variables.beside(new EffectiveConfigValues(entries, catalog, folder));
        return new EffectiveConfigValues(
                Stream.concat(entries.stream(), added.stream()).toList(), catalog, folder);
    }

    ConfigCheckResult offline() {
        return result(findings());
    }

    ConfigCheckResult complete() {
        List<ConfigFinding> configFindings = new ArrayList<>(findings());
        Set<String> unusable = Stream.concat(
                        configFindings.stream().filter(ConfigFinding::isError).map(ConfigFinding::setting),
                        unjudged.stream().map(ConfigEntry::text))
                .collect(Collectors.toSet());
        configFindings.addAll(new ServerConnectionCheck(configValues, unusable, withFiles).check());
        return result(configFindings);
    }

    private List<ConfigFinding> findings() {
        List<ConfigFinding> all = new ArrayList<>(file.findings());
        if (file.entries().isEmpty() && all.stream().anyMatch(ConfigFinding::isError)) {
            return all;
        }
        ConfigFindingCollector names = new ConfigFindingCollector(Stage.NAMES);
        SettingNameCheck known = new SettingNameCheck(catalog, names);
        file.entries().forEach(known::check);
        all.addAll(names.all());
        ConfigFindingCollector found = new ConfigFindingCollector(
                Stage.VALUES, unjudged.stream().map(ConfigEntry::line).collect(Collectors.toSet()));
        file.entries().forEach(entry -> elsewhere(entry, found));
        SettingTypeCheck types = new SettingTypeCheck(found);
        configValues
                .entries()
                .forEach(entry -> configValues.definition(entry).ifPresent(setting -> types.check(entry, setting)));
        new ScheduleSettingsCheck(configValues, found).check();
        new DatabaseServerSettingsCheck(configValues, found).check();
        new DestinationSettingsCheck(configValues, found).check();
        new SinkSettingsCheck(configValues, found).check();
        new DependentSettingsCheck(configValues, found).check();
        ConfiguredFileAccessCheck files = new ConfiguredFileAccessCheck(configValues, found);
        files.secretsAreProtected(file);
        if (withFiles) {
            files.check();
        }
        all.addAll(found.all());
        return all;
    }

    /** Warns of a value that a variable overrides, or that only a service can resolve. */
    private void elsewhere(ConfigEntry entry, ConfigFindingCollector found) {
        variables
                .of(entry.text())
                .filter(value -> !value.equals(entry.value()))
                .ifPresent(value -> found.warning(
                        entry,
                        "the environment variable " + EnvironmentVariableOverrides.variable(entry.text())
                                + " overrides this value, so the variable's value was checked",
                        "Unset the variable to use the value in the file."));
        if (unjudged.contains(entry)) {
            found.warning(
                    entry,
                    "the value contains '${' or '$$' and is not checked: services expand it, and 'holdfast up' rejects it",
                    "Write the value itself, not a reference to a variable, and escape each dollar sign as \\\\$."
                            + " Use password-file for a password.");
        }
    }

    private ConfigCheckResult result(List<ConfigFinding> configFindings) {
        int settings = (int) configValues
                .entries()
                .filter(entry -> configValues
                        .definition(entry)
                        .map(SettingDefinition::name)
                        .isPresent())
                .count();
        long databases = configValues.ids(PostgresServerPurpose.DATABASE.prefix()).stream()
                .filter(id -> !id.equals(DatabaseServerSettingsCheck.CATALOGUE))
                .count();
        return new ConfigCheckResult(file.path(), settings, (int) databases, configFindings);
    }
}
