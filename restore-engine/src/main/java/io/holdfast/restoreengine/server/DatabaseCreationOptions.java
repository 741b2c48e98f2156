package io.holdfast.restoreengine.server;

import io.holdfast.store.Manifest;
import java.util.Optional;

/**
 * Options for creating a database that matches the dumped one.
 *
 * @param icuLocale locale, if the database uses ICU collations
 * @param owner owner; if absent, the role of the session
 * @param tablespace tablespace; if absent, the default of the server
 */
public record DatabaseCreationOptions(
        String encoding,
        String collate,
        String ctype,
        Optional<String> icuLocale,
        Optional<String> owner,
        Optional<String> tablespace) {

    public static DatabaseCreationOptions of(Manifest.Server server) {
        return new DatabaseCreationOptions(
                server.encoding(),
                server.collate(),
                server.ctype(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
