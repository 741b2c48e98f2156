package io.holdfast.cli.config;

import io.holdfast.cli.config.Finding.Stage;
import io.holdfast.settings.SettingDefinition;
import io.holdfast.settings.SettingsCatalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Checks a file of settings. It never fails: whatever is wrong is a finding.
 *
 * @param environment whose variables {@code HOLDFAST_*} override settings of the file
 * @param withFiles whether the files and directories that it names are on this host
 */
public record ConfigCheck(Map<String, String> environment, boolean withFiles) {

    public ConfigCheck {
        environment = Map.copyOf(environment);
    }

    /** The file, its names and its values; no server is connected to. */
    public CheckResult offline(Path path) {
        ConfigFile file = ReadConfigFile.read(path);
        return result(file, values(file, new Findings(Stage.VALUES)), offline(file));
    }

    /** Also the servers, destinations and sinks that it names, each if its own settings are right. */
    public CheckResult complete(Path path) {
        ConfigFile file = ReadConfigFile.read(path);
        Values values = values(file, new Findings(Stage.VALUES));
        List<Finding> findings = new ArrayList<>(offline(file));
        findings.addAll(new ServersCheck(values, findings, withFiles).check());
        return result(file, values, findings);
    }

    private List<Finding> offline(ConfigFile file) {
        SettingsCatalog catalog = SettingsCatalog.load();
        List<Finding> all = new ArrayList<>(file.findings());
        if (file.entries().isEmpty() && all.stream().anyMatch(Finding::isError)) {
            return all;
        }
        Findings names = new Findings(Stage.NAMES);
        NameCheck known = new NameCheck(catalog, names);
        file.entries().forEach(known::check);
        all.addAll(names.all());
        Findings found = new Findings(
                Stage.VALUES,
                file.entries().stream()
                        .filter(ConfigEntry::isExpression)
                        .map(ConfigEntry::line)
                        .collect(Collectors.toSet()));
        Values values = values(file, found);
        TypeCheck types = new TypeCheck(found);
        values.entries().forEach(entry -> values.definition(entry).ifPresent(setting -> types.check(entry, setting)));
        new ScheduleCheck(values, found).check();
        new ServerSettingsCheck(values, found).check();
        new DestinationSettingsCheck(values, found).check();
        new SinkCheck(values, found).check();
        new RelationCheck(values, found).check();
        FileCheck files = new FileCheck(values, found);
        files.secretsAreProtected(file.path());
        if (withFiles) {
            files.check();
        }
        all.addAll(found.all());
        return all;
    }

    /** The settings of the file, each with the value of the variable that overrides it. */
    private Values values(ConfigFile file, Findings findings) {
        List<ConfigEntry> entries = new ArrayList<>();
        for (ConfigEntry entry : file.entries()) {
            String variable = entry.text().replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
            Optional<String> other = Optional.ofNullable(environment.get(variable));
            other.filter(value -> !value.equals(entry.value()))
                    .ifPresent(value -> findings.warning(
                            entry,
                            "the variable " + variable + " overrides it, and was checked instead",
                            "Unset the variable if the file is meant."));
            if (entry.isExpression() && other.isEmpty()) {
                findings.warning(
                        entry,
                        "the value contains '${' or '$$' and is not checked: services that read this file themselves replace"
                                + " it, and 'holdfast up' refuses it",
                        "Write the value itself, with \\\\$ for a dollar sign; keep a password in a password-file.");
            }
            entries.add(other.map(entry::withValue).orElseGet(entry::literal));
        }
        Path folder = file.path().toAbsolutePath().getParent();
        return new Values(entries, SettingsCatalog.load(), folder == null ? Path.of("/") : folder);
    }

    private static CheckResult result(ConfigFile file, Values values, List<Finding> findings) {
        int settings = (int) values.entries()
                .filter(entry ->
                        values.definition(entry).map(SettingDefinition::name).isPresent())
                .count();
        return new CheckResult(
                file.path(), settings, values.ids(ServerRole.DATABASE.prefix()).size(), findings);
    }
}
