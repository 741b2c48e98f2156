package io.holdfast.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A PgBouncer in front of a server, on loopback, for tests. */
public final class PgBouncer implements AutoCloseable {

    /** How long a client keeps a server session (pool_mode). */
    public enum Mode {
        SESSION,
        TRANSACTION
    }

    /** Debian's location, which is not in every user's PATH. */
    private static final Path USUAL = Path.of("/usr/sbin/pgbouncer");

    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final int port;
    private final ManagedProcess process;

    private PgBouncer(int port, ManagedProcess process) {
        this.port = port;
        this.process = process;
    }

    /**
     * Starts a PgBouncer that ends with this JVM at the latest.
     *
     * @param ignored start-up parameters that it accepts and ignores, separated by commas; it rejects others
     * @param sessions number of server sessions for each role and database
     * @param passwords of the roles that may log in
     */
    public static PgBouncer before(
            PostgresServer server, Mode mode, String ignored, int sessions, Map<String, String> passwords) {
        int port = FreePort.any();
        try {
            Path folder = Files.createDirectory(server.folder().resolve("pgbouncer-" + port));
            Path users = folder.resolve("users.txt");
            PasswordFileGenerator.write(
                    users,
                    passwords.entrySet().stream()
                            .map(one -> quoted(one.getKey()) + " " + quoted(one.getValue()))
                            .collect(Collectors.joining("\n")));
            Path settings = folder.resolve("pgbouncer.ini");
            Files.writeString(settings, settings(server, mode, ignored, sessions, port, users));
            for (Path one : List.of(folder, users, settings)) {
                server.user().own(one);
            }
            ProcessLogReader log = ProcessLogReader.fromHere(folder.resolve("pgbouncer.log"));
            ManagedProcess process = ManagedProcess.of(BackgroundProcessLauncher.start(
                    server.user(),
                    List.of(Files.isExecutable(USUAL) ? USUAL.toString() : "pgbouncer", settings.toString()),
                    ProcessEnvironment.plain(),
                    folder,
                    log.path(),
                    ProcessLifetime.BOUND));
            if (!ConditionPoller.until(() -> FreePort.isTaken(port) || !process.isAlive(), START)
                    || !process.isAlive()) {
                throw new StackException("PgBouncer did not start: " + log.tail());
            }
            return new PgBouncer(port, process);
        } catch (IOException e) {
            throw new StackException("cannot set up PgBouncer: " + e.getMessage(), e);
        }
    }

    private static String settings(
            PostgresServer server, Mode mode, String ignored, int sessions, int port, Path users) {
        return """
                [databases]
                * = host=%s port=%d
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = scram-sha-256
                auth_file = %s
                pool_mode = %s
                default_pool_size = %d
                ignore_startup_parameters = %s
                """.formatted(
                        server.host(),
                        server.port(),
                        port,
                        users,
                        mode.name().toLowerCase(java.util.Locale.ROOT),
                        sessions,
                        ignored);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.stop("INT", STOP);
    }
}
