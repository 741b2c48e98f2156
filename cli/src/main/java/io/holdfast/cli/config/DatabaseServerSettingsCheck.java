package io.holdfast.cli.config;

import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.DatabaseId;
import io.holdfast.postgrestools.ArchiveCompression;
import io.holdfast.postgrestools.RoleSettingValidator;
import io.holdfast.postgrestools.ServerCredentials;
import io.holdfast.postgrestools.ServerEndpointList;
import io.holdfast.postgrestools.SettingDecodingCheck;
import java.util.Optional;
import java.util.function.Supplier;

/** Checks the settings of PostgreSQL servers with the code of the services. */
final class DatabaseServerSettingsCheck {

    /** Id of Holdfast's own catalog. Other settings have the address of its server. */
    static final String CATALOGUE = "holdfast";

    private static final int DEFAULT_PORT = 5432;

    private final EffectiveConfigValues configValues;
    private final ConfigFindingCollector configFindings;

    DatabaseServerSettingsCheck(EffectiveConfigValues configValues, ConfigFindingCollector configFindings) {
        this.configValues = configValues;
        this.configFindings = configFindings;
    }

    void check() {
        for (String id : configValues.ids(PostgresServerPurpose.DATABASE.prefix())) {
            if (isServer(id)) {
                server(PostgresServerPurpose.DATABASE.prefix() + "." + id, PostgresServerPurpose.DATABASE);
            }
            compression(PostgresServerPurpose.DATABASE.prefix() + "." + id + ".compression");
        }
        for (String id : configValues.ids(PostgresServerPurpose.TARGET.prefix())) {
            server(PostgresServerPurpose.TARGET.prefix() + "." + id, PostgresServerPurpose.TARGET);
        }
        if (configValues.value(PostgresServerPurpose.SCRATCH.prefix() + ".host").isPresent()) {
            server(PostgresServerPurpose.SCRATCH.prefix(), PostgresServerPurpose.SCRATCH);
            scratchIsNoSource();
        }
        credentials("holdfast.catalogue-backup");
        compression("holdfast.dump.compression");
    }

    private boolean isServer(String id) {
        return DatabaseId.parse(id).isPresent()
                && (!id.equals(CATALOGUE)
                        || configValues
                                .value(PostgresServerPurpose.DATABASE.prefix() + "." + id + ".host")
                                .isPresent());
    }

    private void server(String prefix, PostgresServerPurpose role) {
        address(prefix);
        read(
                prefix,
                prefix + ".username",
                () -> RoleSettingValidator.required(prefix, configValues.value(prefix + ".username"), role.task()));
        configValues
                .value(prefix + ".name")
                .ifPresent(name ->
                        read(prefix, prefix + ".name", () -> SettingDecodingCheck.required(prefix + ".name", name)));
        credentials(prefix);
    }

    private void credentials(String prefix) {
        read(
                prefix,
                prefix + ".password-file",
                () -> ServerCredentials.of(
                        prefix, new ConfigFileLoginSettings(configValues, prefix), UnavailableSecretVault.INSTANCE));
    }

    private Optional<ServerEndpointList> address(String prefix) {
        Optional<String> host = configValues.entry(prefix + ".host").map(ConfigEntry::value);
        if (host.isEmpty()) {
            configFindings.error(
                    configValues.firstLine(prefix),
                    prefix + ".host",
                    prefix + ".host is not set, and has no default",
                    "Set the host name or address of the server, or the directory of its Unix socket.");
            return Optional.empty();
        }
        return read(prefix, prefix + ".host", () -> ServerEndpointList.of(prefix, host.get(), port(prefix)));
    }

    /** Another check reports a port that is not a number. */
    private int port(String prefix) {
        try {
            return configValues
                    .value(prefix + ".port")
                    .map(String::strip)
                    .map(Integer::parseInt)
                    .orElse(DEFAULT_PORT);
        } catch (NumberFormatException e) {
            return DEFAULT_PORT;
        }
    }

    private void scratchIsNoSource() {
        String scratch = PostgresServerPurpose.SCRATCH.prefix();
        for (String id : configValues.ids(PostgresServerPurpose.DATABASE.prefix())) {
            String database = PostgresServerPurpose.DATABASE.prefix() + "." + id;
            if (quietly(scratch)
                    .flatMap(one -> quietly(database).filter(one::meets))
                    .isPresent()) {
                configFindings.error(
                        configValues.line(scratch, "host"),
                        scratch + ".host",
                        scratch + ".host is the server of " + database
                                + ", and drills must not run on a server that is backed up",
                        "Use a server that has no other databases, or remove holdfast.drills.server.");
                return;
            }
        }
    }

    private Optional<ServerEndpointList> quietly(String prefix) {
        try {
            return configValues.value(prefix + ".host").map(host -> ServerEndpointList.of(prefix, host, port(prefix)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void compression(String name) {
        configValues.entry(name).filter(entry -> !entry.value().isBlank()).ifPresent(entry -> {
            try {
                ArchiveCompression.parse(entry.value());
            } catch (IllegalArgumentException e) {
                configFindings.error(
                        entry,
                        "'" + ControlCharacterSanitizer.shortened(entry.value()) + "' is not a compression method",
                        String.valueOf(e.getMessage()));
            }
        });
    }

    private <T> Optional<T> read(String prefix, String setting, Supplier<T> reader) {
        try {
            return Optional.of(reader.get());
        } catch (IllegalArgumentException e) {
            String last = setting.substring(prefix.length() + 1);
            boolean isAboutPort = String.valueOf(e.getMessage()).startsWith(prefix + ".port");
            configFindings.refused(
                    configValues.line(prefix, isAboutPort ? "port" : last),
                    isAboutPort ? prefix + ".port" : setting,
                    e);
            return Optional.empty();
        }
    }
}
