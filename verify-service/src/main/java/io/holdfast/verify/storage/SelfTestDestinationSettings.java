package io.holdfast.verify.storage;

import io.holdfast.store.settings.DestinationSettings;
import java.nio.file.Path;
import java.util.Map;

/** Destination settings with one directory as the destination {@code local} and no other destination. */
record SelfTestDestinationSettings(Path backupDir) implements DestinationSettings {

    @Override
    public boolean groupReadable() {
        return false;
    }

    /** The self-test never deletes or locks anything. */
    @Override
    public int retentionDays() {
        return 0;
    }

    @Override
    public Map<String, OfDestination> destinations() {
        return Map.of();
    }

    @Override
    public Map<String, OfDatabase> databases() {
        return Map.of();
    }
}
