package io.holdfast.postgrestools;

import io.holdfast.localstack.PostgresServer;
import java.time.Duration;
import java.util.List;

/** What several integration tests are given. */
final class TestConnections {

    private TestConnections() {}

    /** The newest of this host; local-stack's server is of the same version. */
    static ClientPrograms programs() {
        return InstalledPrograms.find(List.of()).newest().orElseThrow();
    }

    static DatabaseConnection connection(PostgresServer server, String database) {
        return DatabaseConnection.to(server.host(), server.port(), server.superuser(), database)
                .withPassword(Secret.of(server.password()));
    }

    static PgDump.Options options(String compression, boolean schemaOnly) {
        return new PgDump.Options(schemaOnly, ArchiveCompression.parse(compression), Duration.ofMinutes(1), 0);
    }
}
