package io.holdfast.restoreengine.server;

import io.holdfast.store.Manifest;
import java.util.Optional;

/**
 * How a database is made so that what was dumped fits into it.
 *
 * @param icuLocale for a database whose collations are ICU's
 * @param owner the role that signs in where absent
 * @param tablespace the server's default where absent
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
