package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.localstack.FreePort;
import io.holdfast.localstack.PostgresServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code config check} with real servers: one sentence and a hint for each problem. */
class ConfigServersIT {

    @TempDir
    static Path home;

    @TempDir
    Path folder;

    private static PostgresServer server;

    private final TypedCommand holdfast = new TypedCommand();

    @BeforeAll
    static void start() {
        server = PostgresServer.start(home.resolve("postgres"));
        server.createDatabase("app");
        server.createRole("reader", "secret-of-reader");
        server.grantReadAll("reader");
        server.createRole("clerk", "secret-of-clerk");
        server.createRole("builder", "secret-of-builder");
        server.execute("postgres", "alter role builder createdb");
        server.execute(
                "app",
                "create table open_items (id int)",
                "grant select on open_items to clerk",
                "create table closed_items (id int)");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_database_that_can_be_backed_up_is_right() throws IOException {
        assertThat(check(database("reader", "secret-of-reader"))).isZero();
        assertThat(holdfast.out()).isEqualTo("checked 5 settings of 1 database: 0 errors, 0 warnings\n");
    }

    @Test
    void a_wrong_password_is_refused() throws IOException {
        assertThat(check(database("reader", "wrong"))).isEqualTo(10);
        assertOneError("holdfast.databases.app.username (reader): ", "(SQLSTATE 28P01)");
        assertThat(holdfast.out()).doesNotContain("wrong");
    }

    @Test
    void a_role_that_does_not_exist_is_refused() throws IOException {
        assertThat(check(database("nobody_here", "secret"))).isEqualTo(10);
        assertOneError("holdfast.databases.app.username (nobody_here): ", "SQLSTATE 28");
    }

    @Test
    void a_database_that_does_not_exist_is_named() throws IOException {
        assertThat(check(database("reader", "secret-of-reader") + "holdfast.databases.app.name=ap\n"))
                .isEqualTo(10);
        assertOneError("holdfast.databases.app.name (ap): ", "(SQLSTATE 3D000)");
    }

    @Test
    void a_table_that_the_role_may_not_read_is_named_with_its_grant() throws IOException {
        assertThat(check(database("clerk", "secret-of-clerk"))).isEqualTo(10);
        assertOneError(
                "The role clerk cannot read all objects that a backup contains: 1 table (public.closed_items)",
                "GRANT pg_read_all_data TO clerk;");
    }

    @Test
    void a_target_needs_a_role_that_may_create_databases() throws IOException {
        String database = database("reader", "secret-of-reader");

        assertThat(check(database + server("holdfast.restore.targets.app", "builder", "secret-of-builder")))
                .isZero();
        assertThat(check(database + server("holdfast.restore.targets.app", "clerk", "secret-of-clerk")))
                .isEqualTo(10);
        assertOneError(
                "holdfast.restore.targets.app.username: the role clerk may not create databases",
                "ALTER ROLE clerk CREATEDB;");
    }

    @Test
    void a_server_without_tls_is_reported_if_tls_is_required() throws IOException {
        String database = database("reader", "secret-of-reader").replace("prefer", "require");

        assertThat(check(database)).isEqualTo(10);
        assertOneError("holdfast.properties:5: error: holdfast.databases.app.ssl-mode");
    }

    @Test
    void a_sink_that_answers_is_right_and_gets_no_message() throws IOException {
        try (ServerSocket receiver = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(check(database("reader", "secret-of-reader") + "holdfast.notify.sinks.ops.url=https://127.0.0.1:"
                            + receiver.getLocalPort() + "/\n"))
                    .isZero();
            try (Socket connection = receiver.accept()) {
                assertThat(connection.getInputStream().read()).isNegative();
            }
        }
    }

    @Test
    void a_superuser_is_a_warning() throws IOException {
        assertThat(check(database(server.superuser(), server.password()))).isZero();
        assertThat(holdfast.out()).contains("the role is a superuser", "0 errors, 1 warning");
    }

    @Test
    void all_unreachable_servers_are_reported_at_once() throws IOException {
        int port = FreePort.any();

        int exit = check("""
                holdfast.databases.app.host=127.0.0.1
                holdfast.databases.app.port=%1$d
                holdfast.databases.app.username=reader
                holdfast.destinations.bucket.bucket=backups
                holdfast.destinations.bucket.endpoint=http://127.0.0.1:%1$d
                holdfast.destinations.bucket.access-key=AKIAEXAMPLE
                holdfast.destinations.bucket.secret-key=secret-of-bucket
                holdfast.notify.sinks.ops.url=https://127.0.0.1:%1$d/secret-of-sink
                holdfast.destinations.nas.path=holdfast.properties
                """.formatted(port));

        assertThat(exit).isEqualTo(10);
        assertThat(holdfast.out())
                .contains("holdfast.databases.app.host (127.0.0.1:" + port + "): ")
                .contains("holdfast.destinations.bucket: ")
                .contains("holdfast.notify.sinks.ops.url (https://127.0.0.1:" + port + "): cannot connect to port "
                        + port)
                .contains("holdfast.destinations.nas.path: the directory " + folder + "/holdfast.properties is a file")
                .contains("4 errors, 0 warnings")
                .doesNotContain("secret-of");
    }

    @Test
    void a_server_that_accepts_and_says_nothing_is_not_waited_for() throws IOException {
        Instant begun = Instant.now();
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            int exit = check("""
                    holdfast.databases.app.host=127.0.0.1
                    holdfast.databases.app.port=%1$d
                    holdfast.databases.app.username=reader
                    holdfast.databases.orders.host=127.0.0.1
                    holdfast.databases.orders.port=%1$d
                    holdfast.databases.orders.username=reader
                    """.formatted(silent.getLocalPort()));

            assertThat(exit).isEqualTo(10);
            assertThat(holdfast.out()).contains("holdfast.databases.app", "holdfast.databases.orders", "2 errors");
        }
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofMinutes(5));
    }

    @Test
    void offline_connects_to_nothing() throws IOException {
        Path file = file(database("reader", "wrong"));

        assertThat(holdfast.run("config", "check", "--offline", file.toString()))
                .isZero();
    }

    private void assertOneError(String... texts) {
        assertThat(holdfast.out()).contains(texts);
        assertThat(holdfast.out().lines().filter(line -> line.contains(": error: ")))
                .hasSize(1);
        assertThat(holdfast.out().lines().filter(line -> line.startsWith("  hint: ")))
                .hasSize(1);
    }

    private static String database(String role, String password) {
        return server("holdfast.databases.app", role, password);
    }

    private static String server(String prefix, String role, String password) {
        return """
                %1$s.host=%2$s
                %1$s.port=%3$d
                %1$s.username=%4$s
                %1$s.password=%5$s
                %1$s.ssl-mode=prefer
                """.formatted(prefix, server.host(), server.port(), role, password);
    }

    private int check(String text) throws IOException {
        return holdfast.run("config", "check", file(text).toString());
    }

    private Path file(String text) throws IOException {
        Path file = folder.resolve("holdfast.properties");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }
}
