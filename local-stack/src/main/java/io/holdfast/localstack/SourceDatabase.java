package io.holdfast.localstack;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A database to back up.
 *
 * @param id under which Holdfast knows it
 */
public record SourceDatabase(String id, String host, int port, String username, String password, String name) {

    private String key(String part) {
        return "holdfast.databases." + id + "." + part;
    }

    /** For a service that only needs to know that there is this database. */
    Map<String, String> knowing() {
        return Map.of(key("name"), name, key("host"), host, key("port"), Integer.toString(port));
    }

    /** For the one service that connects to it. */
    Map<String, String> connecting() {
        Map<String, String> settings = new LinkedHashMap<>(knowing());
        settings.put(key("username"), username);
        settings.put(key("password"), password);
        return settings;
    }

    /** For the one service that writes to it. */
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
