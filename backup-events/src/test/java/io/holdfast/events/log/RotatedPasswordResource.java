package io.holdfast.events.log;

import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A role of the catalog whose password is only in a file. */
public final class RotatedPasswordResource implements QuarkusTestResourceLifecycleManager {

    static final String ROLE = "holdfast_rotated";

    private static final String SCHEMA = "rotated";
    private static final Path FILE = TestInfrastructure.backups().resolveSibling("catalogue-password");

    /** Runs after the shared infrastructure, whose role it replaces. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public Map<String, String> start() {
        PostgresServer postgres = TestInfrastructure.postgres();
        postgres.createDatabase(TestInfrastructure.CATALOGUE);
        postgres.createRole(ROLE, "first");
        postgres.createSchema(TestInfrastructure.CATALOGUE, SCHEMA, ROLE);
        inFile("first");
        return Map.of(
                "quarkus.datasource.username", ROLE,
                "quarkus.datasource.password", "of nobody",
                "quarkus.datasource.jdbc.additional-jdbc-properties.currentSchema", SCHEMA,
                "quarkus.flyway.default-schema", SCHEMA,
                "holdfast.catalogue.password-file", FILE.toString());
    }

    @Override
    public void stop() {}

    static void inFile(String password) {
        try {
            Files.writeString(FILE, password + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void removeFile() {
        try {
            Files.delete(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rotates the password like an operator; open sessions are terminated, as at a restart of the server. */
    static void atServer(String password) {
        TestInfrastructure.postgres()
                .execute(
                        TestInfrastructure.CATALOGUE,
                        "ALTER ROLE " + ROLE + " PASSWORD '" + password + "'",
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + ROLE + "'");
    }
}
