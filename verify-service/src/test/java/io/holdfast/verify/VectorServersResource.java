package io.holdfast.verify;

import io.holdfast.localstack.testing.EdgeCaseDatabaseScripts;
import io.holdfast.localstack.testing.RequiredProgramCheck;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** Two PostgreSQL 17 servers with pgvector: one with a source database, and one scratch server. */
public final class VectorServersResource implements QuarkusTestResourceLifecycleManager {

    private static final DockerImageName IMAGE =
            DockerImageName.parse("pgvector/pgvector:pg17").asCompatibleSubstituteFor("postgres");
    private static final PostgreSQLContainer SOURCE = new PostgreSQLContainer(IMAGE);
    private static final PostgreSQLContainer SCRATCH = new PostgreSQLContainer(IMAGE);

    @Override
    public Map<String, String> start() {
        SOURCE.start();
        SCRATCH.start();
        try {
            SOURCE.copyFileToContainer(
                    Transferable.of(EdgeCaseDatabaseScripts.everything().getBytes(StandardCharsets.UTF_8)),
                    "/tmp/everything.sql");
            run(SOURCE, "psql", "-v", "ON_ERROR_STOP=1", "-q", "-f", "/tmp/everything.sql");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Map<String, String> settings = new HashMap<>();
        settings.put("holdfast.drills.server.host", SCRATCH.getHost());
        settings.put("holdfast.drills.server.port", Integer.toString(SCRATCH.getMappedPort(5432)));
        settings.put("holdfast.drills.server.username", SCRATCH.getUsername());
        settings.put("holdfast.drills.server.password", SCRATCH.getPassword());
        settings.put("holdfast.drills.create-roles", "true");
        settings.put("holdfast.databases.vectors.drill.enabled", "false");
        settings.put("holdfast.databases.vectors_elsewhere.drill.enabled", "false");
        String folders = System.getenv(RequiredProgramCheck.CLIENT_PROGRAMS);
        if (folders != null) {
            settings.put("holdfast.verify.client-programs", folders);
        }
        return settings;
    }

    @Override
    public void stop() {
        SOURCE.stop();
        SCRATCH.stop();
    }

    static void dump(Path file) throws IOException, InterruptedException {
        run(SOURCE, "pg_dump", "-Fc", "-Z", "zstd:1", "-f", "/tmp/archive");
        SOURCE.copyFileFromContainer("/tmp/archive", file.toString());
    }

    /** Makes the server look like one without the package. */
    static void withoutPgvector() throws IOException, InterruptedException {
        shell("mv /usr/share/postgresql/17/extension/vector.control /tmp/");
    }

    static void withPgvector() throws IOException, InterruptedException {
        shell("mv /tmp/vector.control /usr/share/postgresql/17/extension/");
    }

    private static void shell(String command) throws IOException, InterruptedException {
        check(SCRATCH.execInContainer("sh", "-c", command));
    }

    private static void run(PostgreSQLContainer server, String program, String... options)
            throws IOException, InterruptedException {
        String[] command = new String[options.length + 5];
        command[0] = program;
        command[1] = "-U";
        command[2] = server.getUsername();
        command[3] = "-d";
        command[4] = server.getDatabaseName();
        System.arraycopy(options, 0, command, 5, options.length);
        check(server.execInContainer(command));
    }

    private static void check(ExecResult result) {
        if (result.getExitCode() != 0) {
            throw new IllegalStateException(result.getStderr());
        }
    }
}
