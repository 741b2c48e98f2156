package io.holdfast.cli.config;

import io.holdfast.store.Unavailable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Looks at destinations: at directories on this host, and at buckets by the store's own question before a first write. */
final class StorageLook {

    private static final String LOCAL = "holdfast.backup-dir";

    private final Values values;
    private final boolean withFiles;

    StorageLook(Values values, boolean withFiles) {
        this.values = values;
        this.withFiles = withFiles;
    }

    void local(Findings findings) {
        if (withFiles) {
            values.path(LOCAL).ifPresent(path -> directory(LOCAL, path, findings));
        }
    }

    void destination(String id, Findings findings) {
        String prefix = "holdfast.destinations." + id;
        Optional<Path> path = values.path(prefix + ".path");
        if (path.isEmpty()) {
            bucket(id, prefix, findings);
        } else if (withFiles) {
            directory(prefix + ".path", path.get(), findings);
        }
    }

    /** dump-service makes a directory that is missing, if it may. */
    private void directory(String setting, Path path, Findings findings) {
        Path folder = path.toAbsolutePath().normalize();
        Path parent = folder.getParent();
        boolean exists = Files.exists(folder);
        if (exists && Files.isDirectory(folder) && Files.isWritable(folder)
                || !exists && parent != null && Files.isDirectory(parent) && Files.isWritable(parent)) {
            return;
        }
        findings.error(
                values.entry(setting).map(ConfigEntry::line).orElse(0),
                setting,
                setting + ": the directory " + folder
                        + (!exists
                                ? " does not exist, and this user may not make it"
                                : Files.isDirectory(folder) ? " may not be written by this user" : " is a file"),
                "Make it, owned by the user of dump-service; if the services run as another user, ignore this with"
                        + " --no-files.");
    }

    private void bucket(String id, String prefix, Findings findings) {
        DestinationSettingsCheck.destination(values, id).ifPresent(destination -> {
            if (destination.room() instanceof Unavailable away) {
                findings.error(
                        values.line(prefix, "bucket"),
                        prefix,
                        prefix + ": " + away.reason(),
                        "docs/object-storage.md has the settings of each kind of storage.");
            }
        });
    }
}
