package io.holdfast.cli.config;

import io.holdfast.store.settings.DestinationSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The settings of one destination in a settings file.
 *
 * @param at prefix of its settings, such as {@code holdfast.destinations.offsite}
 */
record ConfigFileDestination(EffectiveConfigValues values, String at) implements DestinationSettings.OfDestination {

    private Optional<String> value(String name) {
        return values.value(at + "." + name);
    }

    @Override
    public Optional<Path> path() {
        return values.path(at + ".path");
    }

    @Override
    public Optional<String> bucket() {
        return value("bucket");
    }

    @Override
    public Optional<String> prefix() {
        return value("prefix");
    }

    @Override
    public Optional<String> endpoint() {
        return value("endpoint");
    }

    @Override
    public Optional<String> region() {
        return value("region").or(() -> values.fallback(at + ".region"));
    }

    @Override
    public boolean pathStyle() {
        return values.isTrue(at + ".path-style");
    }

    @Override
    public Optional<String> accessKey() {
        return value("access-key");
    }

    @Override
    public Optional<String> secretKey() {
        return value("secret-key");
    }

    @Override
    public Optional<Path> secretKeyFile() {
        return values.path(at + ".secret-key-file");
    }

    @Override
    public Optional<String> sessionToken() {
        return value("session-token");
    }

    @Override
    public Optional<String> medium() {
        return value("medium");
    }

    @Override
    public Optional<Boolean> offSite() {
        return value("off-site").map(text -> values.isTrue(at + ".off-site"));
    }

    @Override
    public Optional<DestinationSettings.ObjectLock> objectLock() {
        return value("object-lock")
                .flatMap(word -> Arrays.stream(DestinationSettings.ObjectLock.values())
                        .filter(lock -> lock.name().equalsIgnoreCase(word.strip()))
                        .findFirst());
    }

    @Override
    public Optional<String> archiveClass() {
        return value("archive-class");
    }

    /** The value as a duration; empty if it is not a duration, which another check reports. */
    @Override
    public Duration stallAfter() {
        return values.duration(at + ".stall-after").orElse(Duration.ofMinutes(1));
    }
}
