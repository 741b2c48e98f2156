package io.holdfast.cli.config;

import io.holdfast.cli.config.Finding.Stage;
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

/** One check of one file. */
final class CheckRun {

    private final SettingsCatalog catalog = SettingsCatalog.load();
    private final ConfigFile file;
    private final VariableOverrides variables;
    private final boolean withFiles;
    private final Set<ConfigEntry> unjudged;
    private final Values values;

    CheckRun(ConfigFile file, Map<String, String> environment, boolean withFiles) {
        this.file = file;
        this.withFiles = withFiles;
        this.variables = new VariableOverrides(environment, catalog);
        this.unjudged = file.entries().stream()
                .filter(entry ->
                        entry.isExpression() && variables.of(entry.text()).isEmpty())
                .collect(Collectors.toSet());
        this.values = values();
    }

    /** The settings of the file with the values of the variables that override them, and what only variables set. */
    private Values values() {
        Path folder =
                Optional.ofNullable(file.path().toAbsolutePath().getParent()).orElse(Path.of("/"));
        List<ConfigEntry> entries = file.entries().stream()
                .map(entry -> variables.of(entry.text()).map(entry::withValue).orElseGet(entry::literal))
                .toList();
        List<ConfigEntry> added = variables.beside(new Values(entries, catalog, folder));
        return new Values(Stream.concat(entries.stream(), added.stream()).toList(), catalog, folder);
    }

    CheckResult offline() {
        return result(findings());
    }

    CheckResult complete() {
        List<Finding> findings = new ArrayList<>(findings());
        Set<String> unusable = Stream.concat(
                        findings.stream().filter(Finding::isError).map(Finding::setting),
                        unjudged.stream().map(ConfigEntry::text))
                .collect(Collectors.toSet());
        findings.addAll(new ServersCheck(values, unusable, withFiles).check());
        return result(findings);
    }

    private List<Finding> findings() {
        List<Finding> all = new ArrayList<>(file.findings());
        if (file.entries().isEmpty() && all.stream().anyMatch(Finding::isError)) {
            return all;
        }
        Findings names = new Findings(Stage.NAMES);
        NameCheck known = new NameCheck(catalog, names);
        file.entries().forEach(known::check);
        all.addAll(names.all());
        Findings found = new Findings(
                Stage.VALUES, unjudged.stream().map(ConfigEntry::line).collect(Collectors.toSet()));
        file.entries().forEach(entry -> elsewhere(entry, found));
        TypeCheck types = new TypeCheck(found);
        values.entries().forEach(entry -> values.definition(entry).ifPresent(setting -> types.check(entry, setting)));
        new ScheduleCheck(values, found).check();
        new ServerSettingsCheck(values, found).check();
        new DestinationSettingsCheck(values, found).check();
        new SinkCheck(values, found).check();
        new RelationCheck(values, found).check();
        FileCheck files = new FileCheck(values, found);
        files.secretsAreProtected(file);
        if (withFiles) {
            files.check();
        }
        all.addAll(found.all());
        return all;
    }

    /** Warns of a value that does not count, or that only a service knows. */
    private void elsewhere(ConfigEntry entry, Findings found) {
        variables
                .of(entry.text())
                .filter(value -> !value.equals(entry.value()))
                .ifPresent(value -> found.warning(
                        entry,
                        "the variable " + VariableOverrides.variable(entry.text())
                                + " overrides it, and was checked instead",
                        "Unset the variable if the file is meant."));
        if (unjudged.contains(entry)) {
            found.warning(
                    entry,
                    "the value contains '${' or '$$' and is not checked: services that read this file themselves replace"
                            + " it, and 'holdfast up' refuses it",
                    "Write the value itself, with \\\\$ for a dollar sign; keep a password in a password-file.");
        }
    }

    private CheckResult result(List<Finding> findings) {
        int settings = (int) values.entries()
                .filter(entry ->
                        values.definition(entry).map(SettingDefinition::name).isPresent())
                .count();
        long databases = values.ids(ServerRole.DATABASE.prefix()).stream()
                .filter(id -> !id.equals(ServerSettingsCheck.CATALOGUE))
                .count();
        return new CheckResult(file.path(), settings, (int) databases, findings);
    }
}
