package io.holdfast.postgrestools;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The address of a server, from the settings {@code host} and {@code port}. The driver and PostgreSQL's programs interpret it in the same
 * way.
 *
 * @param setting prefix of both settings, for messages, such as {@code holdfast.databases.app}; empty without a setting
 * @param endpoints at least one; of several, the first that answers as a primary is used, otherwise the first that answers
 */
public record ServerEndpointList(Optional<String> setting, List<ServerEndpoint> endpoints) {

    public ServerEndpointList {
        endpoints = List.copyOf(endpoints);
    }

    /**
     * Parses both settings.
     *
     * @param setting prefix of the settings, such as {@code holdfast.databases.app}
     * @throws IllegalArgumentException if they are not valid; the message names the setting, and quotes no possible secret
     */
    public static ServerEndpointList of(String setting, String host, int port) {
        return new ServerEndpointList(Optional.of(setting), new HostListParser(setting, port).read(host));
    }

    /** Like {@link #of(String, String, int)}, for an address without a setting. */
    static ServerEndpointList of(String host, int port) {
        return new ServerEndpointList(Optional.empty(), new HostListParser("the server", port).read(host));
    }

    /** The host in libpq's format; several hosts are separated by commas. */
    String host() {
        return endpoints.stream().map(ServerEndpoint::host).collect(Collectors.joining(","));
    }

    boolean isList() {
        return endpoints.size() > 1;
    }

    ServerEndpointList only(ServerEndpoint endpoint) {
        return new ServerEndpointList(setting, List.of(endpoint));
    }

    /** The same for every spelling of an address; limits apply to each server. */
    public String key() {
        return endpoints.stream().map(ServerEndpoint::key).sorted().collect(Collectors.joining(","));
    }

    /** Whether both have an endpoint in common. */
    public boolean meets(ServerEndpointList other) {
        List<String> keys = other.endpoints.stream().map(ServerEndpoint::key).toList();
        return endpoints.stream().map(ServerEndpoint::key).anyMatch(keys::contains);
    }

    /**
     * The names of the settings without their values, for a message that anybody can read: {@code holdfast.databases.app.host and .port}.
     */
    public String named() {
        return setting.map(prefix -> prefix + ".host and .port").orElse("host and port");
    }

    /** The address for operators: {@code db.example:5432}; several are separated by commas. */
    public String shown() {
        return endpoints.stream().map(ServerEndpoint::toString).collect(Collectors.joining(", "));
    }
}
