package io.holdfast.postgrestools;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL server of the version that Debian has, on loopback, gone with its folder. */
final class ScratchServer implements AutoCloseable {

    static final Secret PASSWORD = Secret.of("scratch-pass-word");

    private final Path folder;
    private final int port;

    private ScratchServer(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    static ScratchServer start() throws Exception {
        Path folder = Files.createTempDirectory(Path.of("/tmp"), "scratch-pg-");
        ScratchServer server = new ScratchServer(folder, freePort());
        Files.writeString(folder.resolve("password"), PASSWORD.reveal());
        if (isRoot()) {
            run(Duration.ofSeconds(10), List.of("chown", "-R", "postgres:", folder.toString()));
        }
        server.asServer(
                "initdb",
                "-D",
                folder + "/data",
                "-U",
                "postgres",
                "-A",
                "scram-sha-256",
                "--no-sync",
                "--pwfile=" + folder + "/password",
                "-E",
                "UTF8",
                "--locale=C.UTF-8");
        server.pgCtl(
                "start",
                "-l",
                folder + "/log",
                "-o",
                "-p " + server.port
                        + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c shared_buffers=16MB");
        return server;
    }

    Connection connection(String database) {
        return Connection.to("127.0.0.1", port, "postgres", database).withPassword(PASSWORD);
    }

    /** Runs SQL and gives what it printed, unaligned. */
    String sql(String database, String statement) throws Exception {
        List<String> command =
                List.of(program("psql"), "-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-c", statement);
        ProcessBuilder builder = Launcher.builder(command, connection(database).environment());
        return finished(builder, Duration.ofSeconds(60));
    }

    void pgCtl(String action, String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of("-D", folder + "/data", "-w"));
        words.add(action);
        words.addAll(List.of(options));
        asServer("pg_ctl", words.toArray(String[]::new));
    }

    @Override
    public void close() throws Exception {
        pgCtl("stop", "-m", "immediate");
        run(Duration.ofSeconds(20), List.of("rm", "-rf", folder.toString()));
    }

    static ClientPrograms programs() {
        return new ClientPrograms(Path.of("/usr/lib/postgresql/15/bin"), new PgVersion(15, 0));
    }

    private void asServer(String program, String... words) throws Exception {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.add(program(program));
        command.addAll(List.of(words));
        run(Duration.ofSeconds(60), command);
    }

    private static String program(String name) {
        return programs().program(name).toString();
    }

    private static void run(Duration limit, List<String> command) throws Exception {
        finished(new ProcessBuilder(command).directory(Path.of("/tmp").toFile()), limit);
    }

    private static String finished(ProcessBuilder builder, Duration limit) throws Exception {
        Path printed = Files.createTempFile("scratch-pg-", ".out");
        try {
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(printed.toFile())
                    .start();
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(builder.command() + " failed: " + Files.readString(printed));
            }
            return Files.readString(printed).strip();
        } finally {
            Files.delete(printed);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
