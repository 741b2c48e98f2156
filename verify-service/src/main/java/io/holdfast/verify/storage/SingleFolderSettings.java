package io.holdfast.verify.storage;

import io.holdfast.store.settings.DestinationSettings;
import java.nio.file.Path;
import java.util.Map;

/** One folder as the destination {@code local}, and no other. */
record SingleFolderSettings(Path backupDir) implements DestinationSettings {

    @Override
    public boolean groupReadable() {
        return false;
    }

    /** Nothing is ever deleted or locked here. */
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
