package io.holdfast.cli.config;

import io.holdfast.store.DestinationUnavailableResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Checks destinations: directories on this host, and buckets with the request that the store sends before a first write. */
final class DestinationProbe {

    private static final String LOCAL = "holdfast.backup-dir";

    private final EffectiveConfigValues configValues;
    private final boolean withFiles;

    DestinationProbe(EffectiveConfigValues configValues, boolean withFiles) {
        this.configValues = configValues;
        this.withFiles = withFiles;
    }

    void local(ConfigFindingCollector configFindings) {
        if (withFiles) {
            configValues.path(LOCAL).ifPresent(path -> directory(LOCAL, path, configFindings));
        }
    }

    void destination(String id, ConfigFindingCollector configFindings) {
        String prefix = "holdfast.destinations." + id;
        Optional<Path> path = configValues.path(prefix + ".path");
        if (path.isEmpty()) {
            bucket(id, prefix, configFindings);
        } else if (withFiles) {
            directory(prefix + ".path", path.get(), configFindings);
        }
    }

    /** A missing directory is no error if its parent is writable, because dump-service creates it. */
    private void directory(String setting, Path path, ConfigFindingCollector configFindings) {
        Path folder = path.toAbsolutePath().normalize();
        Path parent = folder.getParent();
        boolean exists = Files.exists(folder);
        if (exists && Files.isDirectory(folder) && Files.isWritable(folder)
                || !exists && parent != null && Files.isDirectory(parent) && Files.isWritable(parent)) {
            return;
        }
        configFindings.error(
                configValues.entry(setting).map(ConfigEntry::line).orElse(0),
                setting,
                setting + ": the directory " + folder
                        + (!exists
                                ? " does not exist, and this user may not create it"
                                : Files.isDirectory(folder) ? " is not writable by this user" : " is a file"),
                "Create the directory with the user of dump-service as its owner. If the services run as another user, use"
                        + " --no-files.");
    }

    private void bucket(String id, String prefix, ConfigFindingCollector configFindings) {
        DestinationSettingsCheck.destination(configValues, id).ifPresent(destination -> {
            if (destination.freeSpace() instanceof DestinationUnavailableResult away) {
                configFindings.error(
                        configValues.line(prefix, "bucket"),
                        prefix,
                        prefix + ": " + away.reason(),
                        "See docs/object-storage.md for the settings of each kind of storage.");
            }
        });
    }
}
