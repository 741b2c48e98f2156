package io.holdfast.postgrestools;

import io.holdfast.localstack.PostgresServer;
import java.time.Duration;
import java.util.List;

/** Common objects of several integration tests. */
final class TestConnections {

    private TestConnections() {}

    /** The newest programs of this host; local-stack's server has the same version. */
    static ClientPrograms programs() {
        return InstalledClientPrograms.find(List.of()).newest().orElseThrow();
    }

    static DatabaseConnection connection(PostgresServer server, String database) {
        return DatabaseConnection.to(server.host(), server.port(), server.superuser(), database)
                .withPassword(Secret.of(server.password()));
    }

    static PgDump.Options options(String compression, boolean schemaOnly) {
        return new PgDump.Options(schemaOnly, ArchiveCompression.parse(compression), Duration.ofMinutes(1), 0);
    }
}
