package io.holdfast.bench;

import java.util.Map;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** PostgreSQL 17 in a container. */
final class ContainerPostgres implements AutoCloseable {

    private final PostgreSQLContainer container;

    private ContainerPostgres(PostgreSQLContainer container) {
        this.container = container;
    }

    static ContainerPostgres start() {
        DockerImageName image = DockerImageName.parse("pgvector/pgvector:pg17").asCompatibleSubstituteFor("postgres");
        PostgreSQLContainer container = new PostgreSQLContainer(image);
        // These options only speed up filling the database. The benchmark measures reading.
        container.setCommand("postgres", "-c", "fsync=off", "-c", "max_wal_size=8GB", "-c", "shared_buffers=256MB");
        container.start();
        return new ContainerPostgres(container);
    }

    String host() {
        return container.getHost();
    }

    int port() {
        return container.getFirstMappedPort();
    }

    String user() {
        return container.getUsername();
    }

    String password() {
        return container.getPassword();
    }

    String database() {
        return container.getDatabaseName();
    }

    String jdbcUrl() {
        return container.getJdbcUrl();
    }

    /** The environment variables of libpq. */
    Map<String, String> environment() {
        return Map.of(
                "PGHOST", host(),
                "PGPORT", Integer.toString(port()),
                "PGUSER", user(),
                "PGPASSWORD", password(),
                "PGDATABASE", database());
    }

    @Override
    public void close() {
        container.stop();
    }
}
