package io.holdfast.verify.storage;

import io.holdfast.store.LocalDirectory;
import io.holdfast.store.Modes;
import io.holdfast.verify.settings.VerifySettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The configured places where copies lie. */
@ApplicationScoped
public class Destinations {

    private static final String LOCAL = "local";

    private final LocalDirectory local;

    @Inject
    Destinations(VerifySettings settings) {
        this(settings.backupDir());
    }

    Destinations(Path local) {
        this.local = new LocalDirectory(LOCAL, local, Modes.OWNER);
    }

    /** The destination of that id, as events name it; empty where none is configured here. */
    Optional<LocalDirectory> named(String id) {
        return id.equals(LOCAL) ? Optional.of(local) : Optional.empty();
    }

    public List<LocalDirectory> all() {
        return List.of(local);
    }
}
