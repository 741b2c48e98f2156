package io.holdfast.postgrestools;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a server is, as the settings {@code host} and {@code port} say. The same text means the same place to the driver and to
 * PostgreSQL's programs.
 *
 * @param setting the prefix of both settings, for messages, such as {@code holdfast.databases.app}; none where no setting says it
 * @param endpoints at least one; of several, the first that answers as a primary is meant, or else the first that answers
 */
public record ServerAddress(Optional<String> setting, List<ServerEndpoint> endpoints) {

    public ServerAddress {
        endpoints = List.copyOf(endpoints);
    }

    /**
     * Reads both settings.
     *
     * @param setting prefix of the settings, such as {@code holdfast.databases.app}
     * @throws IllegalArgumentException if they name no server; it names the setting, and quotes nothing that may be a secret
     */
    public static ServerAddress of(String setting, String host, int port) {
        return new ServerAddress(Optional.of(setting), new HostSettingParser(setting, port).read(host));
    }

    /** As {@link #of(String, String, int)}, for what no setting says. */
    static ServerAddress of(String host, int port) {
        return new ServerAddress(Optional.empty(), new HostSettingParser("the server", port).read(host));
    }

    /** Of the endpoint; of all where there are several, as libpq writes a list. */
    String host() {
        return endpoints.stream().map(ServerEndpoint::host).collect(Collectors.joining(","));
    }

    boolean isList() {
        return endpoints.size() > 1;
    }

    ServerAddress only(ServerEndpoint endpoint) {
        return new ServerAddress(setting, List.of(endpoint));
    }

    /** The same for every spelling of the same place: limits are per server. */
    public String key() {
        return endpoints.stream().map(ServerEndpoint::key).sorted().collect(Collectors.joining(","));
    }

    /** Whether one place is meant by both. */
    public boolean meets(ServerAddress other) {
        List<String> keys = other.endpoints.stream().map(ServerEndpoint::key).toList();
        return endpoints.stream().map(ServerEndpoint::key).anyMatch(keys::contains);
    }

    /** The settings, without their values, for a message that anybody may read: {@code holdfast.databases.app.host and .port}. */
    public String named() {
        return setting.map(prefix -> prefix + ".host and .port").orElse("host and port");
    }

    /** Where it is, for operators: {@code db.example:5432}; all of a list, with commas. */
    public String shown() {
        return endpoints.stream().map(ServerEndpoint::toString).collect(Collectors.joining(", "));
    }
}
