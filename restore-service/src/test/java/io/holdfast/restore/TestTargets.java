package io.holdfast.restore;

import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The PostgreSQL server of this JVM's tests as the target of every database in the tests. */
public final class TestTargets implements QuarkusTestResourceLifecycleManager {

    static final List<String> DATABASES = List.of(
            "fresh",
            "swapped",
            "awaited",
            "inplace",
            "tables",
            "rows",
            "damaged",
            "stale",
            "twice",
            "hooked",
            "probed",
            "planted",
            "planted_rows",
            "worded",
            "owned",
            "extended",
            "expired",
            "corrected",
            "empty",
            "fleet",
            "queue",
            "meter",
            "members",
            "counters",
            "nowhere",
            "erp",
            "readings",
            "rounded",
            "library",
            "deferred",
            "payroll",
            "tube",
            "documents",
            "damaged_twice",
            "looks_wrong",
            "subscribed",
            "contested",
            "in_turns",
            "viewed",
            "viewed_swapped",
            "viewed_accepted",
            "federated",
            "watched",
            "press",
            "press_again",
            "locked",
            "locked_in_place",
            "locked_since",
            "spaced",
            "placed_and_granted",
            "tenanted",
            "large");

    /** Restores use a role without superuser rights. */
    static final List<String> RESTRICTED = List.of("hostile", "foreign_owners", "beyond", "notes", "bare");

    static final String OWNER = "app_owner";

    /** While this file exists, the hook {@code before} and the probe of some databases fail. */
    static Path trouble() {
        return TestInfrastructure.backups().resolveSibling("trouble");
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>();
        DATABASES.forEach(database -> settings.putAll(target(TestInfrastructure.postgres(), database)));
        settings.putAll(target(TestInfrastructure.postgres(), "refused"));
        RESTRICTED.forEach(database -> settings.putAll(restricted(TestInfrastructure.postgres(), database)));
        settings.put("holdfast.restore.targets.refused.password", "wrong");
        settings.put("holdfast.restore.targets.hooked.hooks.before", "/usr/bin/test,!,-e," + trouble());
        settings.put("holdfast.restore.targets.probed.probes.app.command", "/usr/bin/test,!,-e," + trouble());
        settings.put("holdfast.destinations.vault.path", vault().toString());
        settings.put(
                "holdfast.restore.work-folder",
                TestInfrastructure.backups().resolveSibling("work").toString());
        return settings;
    }

    static Path vault() {
        try {
            return Files.createDirectories(TestInfrastructure.backups().resolveSibling("vault"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, String> target(PostgresServer server, String database) {
        String prefix = "holdfast.restore.targets." + database + ".";
        return Map.of(
                prefix + "host", server.host(),
                prefix + "port", Integer.toString(server.port()),
                prefix + "username", server.superuser(),
                prefix + "password", server.password());
    }

    private static Map<String, String> restricted(PostgresServer server, String database) {
        server.createRole(OWNER, OWNER);
        server.execute("postgres", "alter role " + OWNER + " createdb");
        Map<String, String> settings = new HashMap<>(target(server, database));
        String prefix = "holdfast.restore.targets." + database + ".";
        settings.put(prefix + "username", OWNER);
        settings.put(prefix + "password", OWNER);
        return settings;
    }

    @Override
    public void stop() {}
}
