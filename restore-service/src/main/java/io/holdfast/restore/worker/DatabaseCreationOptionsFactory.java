package io.holdfast.restore.worker;

import io.holdfast.restoreengine.server.DatabaseCreationOptions;
import io.holdfast.store.Manifest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Determines how a new database is created: with the properties of the live database, or else of the dumped one. */
@ApplicationScoped
class DatabaseCreationOptionsFactory {

    private static final String EVERYWHERE = "C.UTF-8";

    DatabaseCreationOptions of(RestoreAttempt attempt, StageBackupResult.Staged near, String live) {
        return attempt.server()
                .shapeOf(live)
                .or(() -> near.archive().manifest().map(Manifest::server).map(DatabaseCreationOptions::of))
                .or(() -> attempt.server().shapeOf("template1").map(DatabaseCreationOptionsFactory::withoutOwner))
                .orElseGet(() -> new DatabaseCreationOptions(
                        "UTF8", EVERYWHERE, EVERYWHERE, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static DatabaseCreationOptions withoutOwner(DatabaseCreationOptions shape) {
        return new DatabaseCreationOptions(
                shape.encoding(),
                shape.collate(),
                shape.ctype(),
                shape.icuLocale(),
                Optional.empty(),
                Optional.empty());
    }
}
