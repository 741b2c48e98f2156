package io.holdfast.cli.config;

import io.holdfast.settings.SettingDefinition;
import io.holdfast.settings.SettingName;
import io.holdfast.settings.SettingsCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks that the names in a file are settings. */
final class SettingNameCheck {

    private static final String OWN = "holdfast.";
    private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)+");

    /** Settings of the services' libraries, also with a profile. */
    private static final Pattern LIBRARY =
            Pattern.compile("(%[\\w,-]+\\.)?(quarkus|kafka|mp|smallrye|vault)\\..+|%[\\w,-]+\\.holdfast\\..+");

    /** Prefixes of names that have an id of the operator. */
    private static final List<String> NAMED =
            List.of("holdfast.databases", "holdfast.destinations", "holdfast.restore.targets", "holdfast.notify.sinks");

    private final SettingsCatalog catalog;
    private final ConfigFindingCollector configFindings;

    SettingNameCheck(SettingsCatalog catalog, ConfigFindingCollector configFindings) {
        this.catalog = catalog;
        this.configFindings = configFindings;
    }

    void check(ConfigEntry entry) {
        String name = entry.text();
        if (LIBRARY.matcher(name).matches() || catalog.find(name).isPresent()) {
            return;
        }
        if (name.startsWith(OWN)) {
            unknown(entry);
        } else {
            foreign(entry);
        }
    }

    private void unknown(ConfigEntry entry) {
        Optional<String> split = dottedId(entry.name());
        if (split.isPresent()) {
            configFindings.error(
                    entry.line(),
                    entry.text(),
                    entry.text() + ": the name '" + split.get() + "' contains a dot",
                    "Use letters, digits, '_' and '-' in ids, such as '"
                            + split.get().replace('.', '-') + "'.");
            return;
        }
        configFindings.error(
                entry.line(),
                entry.text(),
                "unknown setting " + entry.text(),
                catalog.nearest(entry.text())
                        .map(nearest -> "Did you mean " + nearest + "?")
                        .orElse("See docs/operations.md for all settings, or run 'holdfast config init'."));
    }

    /** An id with a dot, if the name is a setting without this dot. */
    private Optional<String> dottedId(SettingName name) {
        return NAMED.stream()
                .map(prefix -> List.of(prefix.split("\\.")))
                .filter(prefix -> name.parts().size() > prefix.size() + 2
                        && name.parts().subList(0, prefix.size()).equals(prefix))
                .flatMap(prefix -> dottedId(name.parts(), prefix.size()).stream())
                .findFirst();
    }

    private Optional<String> dottedId(List<String> parts, int at) {
        List<String> joined = new ArrayList<>(parts);
        String id = joined.get(at) + "." + joined.remove(at + 1);
        joined.set(at, "id");
        return catalog.find(String.join(".", joined)).map(found -> id);
    }

    private void foreign(ConfigEntry entry) {
        Optional<SettingDefinition> variable = catalog.findVariable(entry.text());
        if (variable.isPresent()) {
            configFindings.error(
                    entry.line(),
                    entry.text(),
                    entry.text() + " is the name of an environment variable, and has no effect in a file",
                    "Write " + variable.get().name() + " instead.");
        } else if (catalog.find(OWN + entry.text()).isPresent()) {
            configFindings.error(
                    entry.line(),
                    entry.text(),
                    "unknown setting " + entry.text(),
                    "Did you mean " + OWN + entry.text() + "?");
        } else {
            configFindings.warning(
                    entry.line(),
                    entry.text(),
                    entry.text() + " is not a setting of Holdfast",
                    VARIABLE.matcher(entry.text()).matches()
                            ? "Set variables in the environment, and use the names of settings in the file."
                            : "Remove the line, unless a library of a service reads it.");
        }
    }
}
