package io.holdfast.retention.storage;

import io.holdfast.retention.settings.RetentionSettings;
import io.holdfast.store.Destination;
import io.holdfast.store.LocalDirectory;
import io.holdfast.store.Modes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The configured destinations by id; today the one directory of this host. */
@ApplicationScoped
public class Destinations {

    /** Id of the directory that the runbook calls {@code BACKUP_DIR}. */
    public static final String LOCAL = "local";

    private final Map<String, Destination> byId;

    Destinations(RetentionSettings settings) {
        this.byId = Map.of(LOCAL, new LocalDirectory(LOCAL, settings.backupDir(), Modes.OWNER));
    }

    Optional<Destination> named(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public Collection<Destination> all() {
        return byId.values();
    }
}
