package io.holdfast.docs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The resource of the module {@code settings}, generated from the mappings of all modules. */
final class SettingsResource {

    /** If several modules map a setting, its meaning is that of the first module in this list. */
    private static final List<String> MODULES = List.of(
            "backup-events",
            "backup-store",
            "dump-service",
            "scheduler-service",
            "verify-service",
            "restore-service",
            "notify-service",
            "retention-service");

    private static final Pattern SECRET =
            Pattern.compile(".*\\.(password|token|secret|secret-key|session-token|headers\\.<id>|sinks\\.<id>\\.url)");

    private static final String HEADER = "name\ttype\twords\tdefault\tneed\tservices\tmeaning\n";
    private static final String CATALOGUE_ROLE = "holdfast.catalogue-backup.username";

    private record Row(Setting setting, Set<String> services) {

        Row and(Setting other, Set<String> readers) {
            if (!setting.type().equals(other.type())) {
                throw new IllegalStateException(setting.name() + " has two types");
            }
            Set<String> all = new TreeSet<>(services);
            all.addAll(readers);
            boolean isRequired = isRequired(setting) || isRequired(other);
            String fallback = isRequired ? "required" : either(setting.fallback(), other.fallback());
            return new Row(new Setting(setting.name(), setting.type(), fallback, setting.meaning()), all);
        }

        private String either(String one, String other) {
            if (!one.equals("–") && !other.equals("–") && !one.equals(other)) {
                throw new IllegalStateException(setting.name() + " has two defaults: " + one + ", " + other);
            }
            return one.equals("–") ? other : one;
        }

        String line() {
            boolean isRequired = isRequired(setting);
            String need = (isRequired ? "required" : "optional")
                    + (SECRET.matcher(setting.name()).matches() ? " secret" : "");
            return Stream.of(
                            setting.name(),
                            setting.type().name(),
                            String.join(",", setting.type().words()),
                            isRequired || setting.fallback().equals("–") ? "" : setting.fallback(),
                            need,
                            String.join(",", services),
                            setting.meaning())
                    .collect(Collectors.joining("\t"));
        }
    }

    private SettingsResource() {}

    /** Whether the setting has no default. An enumeration can have the default {@code required}: {@code holdfast.signing.verify}. */
    private static boolean isRequired(Setting setting) {
        return setting.fallback().equals("required") && !setting.type().words().contains("required");
    }

    static String text() {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (String module : modules()) {
            Set<String> readers = ModuleReaders.of(module);
            for (Setting setting : new ConfigMappings(Checkout.module(module)).settings()) {
                Set<String> all = setting.name().equals(CATALOGUE_ROLE) ? ModuleReaders.of("backup-events") : readers;
                Row row = rows.get(setting.name());
                rows.put(setting.name(), row == null ? new Row(setting, all) : row.and(setting, all));
            }
        }
        return HEADER + rows.values().stream().map(row -> row.line() + "\n").collect(Collectors.joining());
    }

    /** A module that is not in the list is last. */
    private static List<String> modules() {
        List<String> modules = new ArrayList<>(MODULES);
        SettingsTest.modules().filter(module -> !modules.contains(module)).forEach(modules::add);
        return modules;
    }
}
