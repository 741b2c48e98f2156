package io.holdfast.dump;

import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.testing.AgeEncryptionFixture;
import io.holdfast.localstack.testing.OptionsRejectingPooler;
import io.holdfast.localstack.testing.RequiredProgramCheck;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Valid and invalid databases to dump on the test server, and settings that make the tests fast. */
public final class SourceDatabases implements QuarkusTestResourceLifecycleManager {

    private static final String CLOSED_PORT = "1";

    private @Nullable OptionsRejectingPooler pooler;

    @Override
    public Map<String, String> start() {
        PostgresServer server = TestInfrastructure.postgres();
        server.createDatabase("shop");
        server.createDatabase("locked");
        execute(
                "shop",
                "create table if not exists items as select n as id, md5(n::text) as text from"
                        + " generate_series(1, 20000) n; analyze items; create schema if not exists \"odd schema\";"
                        + " create table if not exists \"odd schema\".\"odd table\" (at timestamptz)");
        execute("locked", "create table if not exists door (id int)");
        execute("shop", "drop role if exists nobody_here; create role nobody_here login password 'ground'");
        server.createDatabase("faulty");
        execute(
                "faulty",
                "create table if not exists marks (id int, v int); create index if not exists marks_by_v on marks (v);"
                        + " update pg_index set indisvalid = false where indexrelid = 'marks_by_v'::regclass;"
                        + " alter table marks drop constraint if exists marks_small;"
                        + " alter table marks add constraint marks_small check (v < 10) not valid");
        Map<String, String> settings = new HashMap<>();
        database(settings, "faulty", Map.of());
        database(settings, "shop", Map.of());
        database(settings, "locked", Map.of());
        database(settings, "absent", Map.of("name", "there_is_none"));
        database(settings, "far", Map.of("port", CLOSED_PORT));
        database(settings, "badpw", Map.of("name", "shop", "password", "wr0ng-s3cret"));
        database(settings, "poor", Map.of("name", "shop", "username", "nobody_here", "password", "ground"));
        server.createDatabase("planted");
        server.createRole("planted_reader", "ground");
        server.grantReadAll("planted_reader");
        database(settings, "planted", Map.of("username", "planted_reader", "password", "ground"));
        server.createDatabase("federated");
        execute(
                "federated",
                "drop foreign data wrapper if exists elsewhere cascade; create foreign data wrapper elsewhere;"
                        + " create server head_office foreign data wrapper elsewhere;"
                        + " create user mapping for postgres server head_office"
                        + " options (user 'hq_reader', password 'very-secret-4711')");
        database(settings, "federated", Map.of("username", "planted_reader", "password", "ground"));
        database(settings, "federated_whole", Map.of("name", "federated"));
        server.createDatabase("german");
        server.createRole("german_reader", "ground");
        server.grantReadAll("german_reader");
        if (RequiredProgramCheck.has(RequiredProgramCheck.GERMAN)) {
            execute("german", "alter database german set lc_messages = 'de_DE.UTF-8'");
        }
        database(settings, "german", Map.of("username", "german_reader", "password", "ground"));
        pooler = new OptionsRejectingPooler(OptionsRejectingPooler.Behaviour.REFUSES, server.port());
        database(settings, "pooled", Map.of("name", "shop", "port", Integer.toString(pooler.port())));
        server.createRole("single", "ground");
        server.grantReadAll("single");
        execute("shop", "alter role single connection limit 1");
        database(
                settings,
                "single",
                Map.of("name", "shop", "host", "127.0.0.2, 127.0.0.1", "username", "single", "password", "ground"));
        database(settings, "long_row", Map.of());
        server.createDatabase("long_row");
        database(settings, "twice", Map.of("name", "shop", "destinations", "local,second,gone"));
        database(
                settings,
                "sealed",
                Map.of(
                        "name", "shop",
                        "destinations", "local,second",
                        "encryption.recipients",
                                AgeEncryptionFixture.generate(identity("ann")) + ","
                                        + AgeEncryptionFixture.generate(identity("bob"))));
        database(
                settings,
                "lonely",
                Map.of("name", "shop", "encryption.recipients", AgeEncryptionFixture.generate(identity("ann"))));
        settings.put("holdfast.destinations.second.path", second().toString());
        settings.put("holdfast.destinations.gone.path", "/dev/null/not-mounted");
        settings.put("holdfast.dump.retry.first", "1s");
        settings.put("holdfast.dump.per-server", "2");
        settings.put("holdfast.dump.workers", "3");
        settings.put("holdfast.dump.lease", "3s");
        settings.put("holdfast.dump.heartbeat", "500ms");
        settings.put("holdfast.dump.poll", "300ms");
        settings.put("holdfast.dump.progress", "100ms");
        return settings;
    }

    private static void database(Map<String, String> settings, String id, Map<String, String> differently) {
        Map<String, String> database = new HashMap<>(Map.of(
                "host", "127.0.0.1",
                "port", Integer.toString(TestInfrastructure.postgres().port()),
                "username", TestInfrastructure.postgres().superuser(),
                "password", TestInfrastructure.postgres().password(),
                "destinations", "local"));
        database.putAll(differently);
        database.forEach((name, value) -> settings.put("holdfast.databases." + id + "." + name, value));
    }

    /** File with the private key of a recipient. No service has access to it. */
    static Path identity(String owner) {
        return TestInfrastructure.backups().resolveSibling(owner + ".key");
    }

    /** The directory of another destination. */
    static Path second() {
        return TestInfrastructure.backups().resolveSibling("second");
    }

    static Connection connect(String database) throws SQLException {
        PostgresServer server = TestInfrastructure.postgres();
        return DriverManager.getConnection(server.jdbcUrl(database), server.superuser(), server.password());
    }

    static void execute(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        try {
            if (pooler != null) {
                pooler.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
