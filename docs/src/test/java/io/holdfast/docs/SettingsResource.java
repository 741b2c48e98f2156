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

/** The resource of the room {@code settings}, as it follows from the mappings of all rooms. */
final class SettingsResource {

    /** The first room of several that map a setting says what it means. */
    private static final List<String> ROOMS = List.of(
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

    /** A setting may have the word as its default: {@code holdfast.signing.verify}. */
    private static boolean isRequired(Setting setting) {
        return setting.fallback().equals("required") && !setting.type().words().contains("required");
    }

    static String text() {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (String room : rooms()) {
            Set<String> readers = RoomReaders.of(room);
            for (Setting setting : new ConfigMappings(Checkout.room(room)).settings()) {
                Set<String> all = setting.name().equals(CATALOGUE_ROLE) ? RoomReaders.of("backup-events") : readers;
                Row row = rows.get(setting.name());
                rows.put(setting.name(), row == null ? new Row(setting, all) : row.and(setting, all));
            }
        }
        return HEADER + rows.values().stream().map(row -> row.line() + "\n").collect(Collectors.joining());
    }

    /** A room that is new, and has settings, comes last. */
    private static List<String> rooms() {
        List<String> rooms = new ArrayList<>(ROOMS);
        SettingsTest.rooms().filter(room -> !rooms.contains(room)).forEach(rooms::add);
        return rooms;
    }
}
