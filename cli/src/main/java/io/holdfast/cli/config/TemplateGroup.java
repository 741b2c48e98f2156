package io.holdfast.cli.config;

import io.holdfast.settings.SettingDefinition;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Under which heading a setting stands in a new file, in this order; the longest prefix that fits decides. */
enum TemplateGroup {
    DATABASE("Databases: when, how and where to they are backed up", "holdfast.databases."),
    DESTINATION(
            "Destinations: directories and buckets",
            "holdfast.destinations.",
            "holdfast.backup-dir",
            "holdfast.group-readable"),
    ENCRYPTION("Encryption of all databases", "holdfast.encryption."),
    RETENTION("How long backups stay", "holdfast.retention"),
    TARGET("Restore targets: where databases are restored to", "holdfast.restore.targets."),
    SCRATCH("The server for drills, and when they run", "holdfast.drills."),
    DRILL("Drills of one database", "holdfast.databases.<id>.drill."),
    SINK("Sinks: webhooks, chats and e-mail", "holdfast.notify.sinks."),
    CATALOGUE("The backup of Holdfast's own catalogue", "holdfast.catalogue-backup."),
    LOG(
            "Every service: log, catalogue, HTTP, signatures",
            "holdfast.log.",
            "holdfast.catalogue.",
            "holdfast.http.",
            "holdfast.signing."),
    SERVICE("How the services work", "holdfast.");

    private final String title;
    private final List<String> prefixes;

    TemplateGroup(String title, String... prefixes) {
        this.title = title;
        this.prefixes = List.of(prefixes);
    }

    String title() {
        return title;
    }

    static TemplateGroup of(SettingDefinition setting) {
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

    /** The name with examples where names of the operator's own stand. */
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
