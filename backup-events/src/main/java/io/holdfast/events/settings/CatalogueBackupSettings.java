package io.holdfast.events.settings;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Adds Holdfast's own catalog to the databases to back up, with the id {@code holdfast}, if a role that can read all of it is configured.
 * Its address is taken from {@code quarkus.datasource.jdbc.url}.
 */
final class CatalogueBackupSettings {

    static final String PREFIX = "holdfast.databases.holdfast.";

    private static final String ROLE = "holdfast.catalogue-backup.";
    private static final String JDBC = "jdbc:";
    private static final int POSTGRES_PORT = 5432;
    private static final List<String> SIGN_IN = List.of(
            "password",
            "password-file",
            "vault-path",
            "vault-key",
            "ssl-mode",
            "ssl-root-certificate",
            "ssl-certificate",
            "ssl-key");

    private CatalogueBackupSettings() {}

    /** The settings of this database; none if no role is configured, or the address cannot be parsed. */
    static Map<String, String> settings(Function<String, Optional<String>> configured) {
        Optional<String> username = configured.apply(ROLE + "username");
        Optional<URI> address =
                configured.apply("quarkus.datasource.jdbc.url").flatMap(CatalogueBackupSettings::address);
        if (username.isEmpty() || address.isEmpty()) {
            return Map.of();
        }
        Map<String, String> settings = new HashMap<>();
        int port = address.get().getPort();
        settings.put(PREFIX + "host", address.get().getHost());
        settings.put(PREFIX + "port", Integer.toString(port < 0 ? POSTGRES_PORT : port));
        settings.put(PREFIX + "name", address.get().getPath().substring(1));
        settings.put(PREFIX + "username", username.get());
        SIGN_IN.forEach(name -> configured.apply(ROLE + name).ifPresent(value -> settings.put(PREFIX + name, value)));
        return settings;
    }

    private static Optional<URI> address(String url) {
        if (!url.startsWith(JDBC)) {
            return Optional.empty();
        }
        try {
            URI address = URI.create(url.substring(JDBC.length()));
            return Optional.of(address)
                    .filter(uri -> uri.getHost() != null)
                    .filter(uri -> uri.getPath() != null && uri.getPath().length() > 1);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
