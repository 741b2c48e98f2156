package io.holdfast.cli.config;

import io.holdfast.settings.SettingDefinition;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The headings of a new settings file, in their order. A setting belongs to the group with the longest matching prefix. */
enum ConfigTemplateSection {
    DATABASE("Databases: schedules, dump options and destinations", "holdfast.databases."),
    DESTINATION(
            "Destinations: directories and buckets",
            "holdfast.destinations.",
            "holdfast.backup-dir",
            "holdfast.group-readable"),
    ENCRYPTION("Encryption of all databases", "holdfast.encryption."),
    RETENTION("Retention of backups", "holdfast.retention"),
    TARGET("Restore targets: the servers that databases are restored to", "holdfast.restore.targets."),
    SCRATCH("Drills: server and schedule", "holdfast.drills."),
    DRILL("Drills of one database", "holdfast.databases.<id>.drill."),
    SINK("Sinks: webhooks, chats and e-mail", "holdfast.notify.sinks."),
    CATALOGUE("Backup of Holdfast's own catalog", "holdfast.catalogue-backup."),
    LOG(
            "All services: Kafka, catalog, HTTP, signatures",
            "holdfast.log.",
            "holdfast.catalogue.",
            "holdfast.http.",
            "holdfast.signing."),
    SERVICE("Operation of the services", "holdfast.");

    private final String title;
    private final List<String> prefixes;

    ConfigTemplateSection(String title, String... prefixes) {
        this.title = title;
        this.prefixes = List.of(prefixes);
    }

    String title() {
        return title;
    }

    static ConfigTemplateSection of(SettingDefinition setting) {
        return Arrays.stream(values())
                .max(Comparator.comparingInt(group -> group.fit(setting.name())))
                .orElseThrow();
    }

    private int fit(String name) {
        return prefixes.stream()
                .filter(name::startsWith)
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    /** The name with an example in place of each id. */
    static String exampleName(String name) {
        return name.replace("databases.<id>", "databases.app")
                .replace("targets.<id>", "targets.app")
                .replace("destinations.<id>", "destinations.offsite")
                .replace("sinks.<id>", "sinks.ops")
                .replace("probes.<id>", "probes.health")
                .replace("http.<id>", "http.health")
                .replace("headers.<id>", "headers.Authorization")
                .replace("<kind>", "full");
    }
}
