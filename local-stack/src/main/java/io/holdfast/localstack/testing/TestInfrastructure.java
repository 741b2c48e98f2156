package io.holdfast.localstack.testing;

import io.holdfast.localstack.KafkaBroker;
import io.holdfast.localstack.LocalS3Server;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.PostgresServer.Durability;
import io.holdfast.localstack.ProcessLifetime;
import io.holdfast.localstack.S3MockServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A broker, a catalog database and an empty backup folder for a service under test.
 *
 * <pre>{@code
 * @QuarkusTest
 * @QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "dump"))
 * class SomethingIT { ... }
 * }</pre>
 *
 * <p>Everything is started once for each test JVM and ends with it. The catalog is the database {@code holdfast} with the
 * role {@code holdfast_<schema>}, which owns the schema and nothing else.
 */
public final class TestInfrastructure implements QuarkusTestResourceLifecycleManager {

    /** The catalog database. */
    public static final String CATALOGUE = "holdfast";

    /**
     * Init argument: the test provides keys, and events are verified. Without it, the test publishes events of other
     * services without their keys.
     */
    public static final String SIGNED = "signed";

    private boolean signed;
    private String schema = System.getProperty("holdfast.ground.schema", "public_schema");

    @Override
    public void init(Map<String, String> initArgs) {
        schema = initArgs.getOrDefault("schema", schema);
        signed = initArgs.containsKey(SIGNED);
    }

    @Override
    public Map<String, String> start() {
        TestServersFolder folder = TestServersFolder.ofThisJvm();
        KafkaBroker kafka = folder.kafka();
        PostgresServer postgres = folder.postgres();
        String role = "holdfast_" + schema;
        String password = folder.password();
        postgres.createDatabase(CATALOGUE);
        postgres.createRole(role, password);
        postgres.createSchema(CATALOGUE, schema, role);
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", kafka.bootstrap());
        settings.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl(CATALOGUE));
        settings.put("quarkus.datasource.username", role);
        settings.put("quarkus.datasource.password", password);
        settings.put("holdfast.backup-dir", backups().toString());
        if (!signed) {
            settings.put("holdfast.signing.verify", "off");
        }
        return settings;
    }

    /** Does nothing: the next test class of this JVM uses the same servers. */
    @Override
    public void stop() {}

    /**
     * The broker of this JVM's tests. A test may stop, kill and restart it, but it must be running when the test ends.
     */
    public static KafkaBroker kafka() {
        return TestServersFolder.ofThisJvm().kafka();
    }

    /**
     * The PostgreSQL of this JVM's tests. A test may stop, kill and restart it, but it must be running when the test
     * ends.
     */
    public static PostgresServer postgres() {
        return TestServersFolder.ofThisJvm().postgres();
    }

    /**
     * The S3 server of this JVM's tests, started at the first call. A test may stop, kill and restart it, but it must
     * be running when the test ends.
     */
    public static LocalS3Server storage() {
        return TestServersFolder.ofThisJvm().storage();
    }

    /** A storage with versions and locks, started at the first call, for tests of backup-store. */
    public static S3MockServer versionedStorage() {
        return TestServersFolder.ofThisJvm().versionedStorage();
    }

    /** The destination folder of the services under test. */
    public static Path backups() {
        return TestServersFolder.ofThisJvm().backups();
    }

    /** An additional PostgreSQL, such as a source database that is restarted during a dump. */
    public static PostgresServer anotherPostgres(String name) {
        return PostgresServer.start(
                TestServersFolder.ofThisJvm().path().resolve("postgres-" + name),
                Durability.FAST,
                ProcessLifetime.BOUND);
    }
}
