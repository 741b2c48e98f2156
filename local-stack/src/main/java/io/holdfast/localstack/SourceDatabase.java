package io.holdfast.localstack;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A database to back up.
 *
 * @param id its id in Holdfast
 */
public record SourceDatabase(String id, String host, int port, String username, String password, String name) {

    private String key(String part) {
        return "holdfast.databases." + id + "." + part;
    }

    /** The settings for a service that only requires the database's id. */
    Map<String, String> knowing() {
        return Map.of(key("name"), name, key("host"), host, key("port"), Integer.toString(port));
    }

    /** The settings for the one service that connects to the database. */
    Map<String, String> connecting() {
        Map<String, String> settings = new LinkedHashMap<>(knowing());
        settings.put(key("username"), username);
        settings.put(key("password"), password);
        return settings;
    }

    /** The settings for the one service that writes to the database. */
    Map<String, String> restoring() {
        String target = "holdfast.restore.targets." + id + ".";
        return Map.of(
                target + "host",
                host,
                target + "port",
                Integer.toString(port),
                target + "username",
                username,
                target + "password",
                password,
                target + "name",
                name);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return username + "@" + host + ":" + port + "/" + name;
    }
}
