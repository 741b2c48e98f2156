package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.localstack.PostgresServer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The driver and PostgreSQL's programs connect to the same server for each form of the host setting. */
class HostFormsIT {

    private static final Duration SOON = Duration.ofMinutes(5);

    @TempDir
    static Path folder;

    private static PostgresServer server;
    private static Path sockets;

    @BeforeAll
    static void a_server_that_listens_everywhere() throws Exception {
        sockets = Files.createTempDirectory(Path.of("/tmp"), "hf");
        Files.setPosixFilePermissions(sockets, java.nio.file.attribute.PosixFilePermissions.fromString("rwxrwxrwx"));
        server = PostgresServer.start(
                folder.resolve("postgres"),
                Map.of("listen_addresses", "127.0.0.1,::1", "unix_socket_directories", sockets.toString()));
        server.createDatabase("app");
        server.execute("app", "create table items as select n as id from generate_series(1, 10) n");
    }

    @AfterAll
    static void it_ends() throws Exception {
        server.stop();
        server.destroy();
        Files.delete(sockets);
    }

    private static DatabaseConnection at(String host) {
        String there = host.replace("SOCKETS", sockets.toString()).replace("PORT", Integer.toString(server.port()));
        int port = host.contains("PORT") ? ServerEndpoint.DEFAULT_PORT : server.port();
        return DatabaseConnection.to(there, port, server.superuser(), "app")
                .withPassword(Secret.of(server.password()))
                .withConnectTimeout(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "::1",
                "[::1]",
                "[::1]:PORT",
                "::1%lo",
                "localhost",
                "localhost.",
                " localhost ",
                "localhost:PORT",
                "SOCKETS",
                "SOCKETS/",
                "SOCKETS/.s.PGSQL.PORT",
                "127.0.0.2,127.0.0.1",
                "127.0.0.2, ::1",
                "unknown.invalid,SOCKETS",
                "127.0.0.1:1,127.0.0.1:PORT"
            })
    void each_form_of_a_host_leads_the_driver_and_the_programs_to_one_server(String host) throws Exception {
        DatabaseConnection pinned = JdbcConnectionFactory.pin(at(host));

        assertThat(one(pinned, "select count(*) from public.items")).isEqualTo("10");
        assertThat(dumped(pinned)).contains("COPY public.items");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.2, NO_ANSWER",
        "SOCKETS/none, NO_ANSWER",
        "unknown.invalid, HOST_UNKNOWN",
        "'127.0.0.2,unknown.invalid', NO_ANSWER"
    })
    void a_missing_server_is_reported(String host, SessionFailureCause cause) {
        assertThatThrownBy(() -> JdbcConnectionFactory.readOnly(at(host), SOON))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        e -> assertThat(SessionFailure.of(e).cause()).isEqualTo(cause));
    }

    /** Only the JVM can resolve the name: the programs get the address that answered. */
    @Test
    void driver_and_programs_skip_an_unreachable_address_of_a_name() throws Exception {
        Path hosts = Files.writeString(
                folder.resolve("hosts"),
                "127.0.0.2 twofaced.example\n127.0.0.1 twofaced.example\n127.0.0.1 localhost\n");
        Path password = Files.writeString(folder.resolve("secret"), server.password());
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djdk.net.hosts.file=" + hosts,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReachByName.class.getName(),
                        "twofaced.example",
                        Integer.toString(server.port()),
                        password.toString())
                .redirectErrorStream(true)
                .start();

        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor()).as(said).isZero();
        assertThat(said).contains("by the driver: 10", "by a program: 10");
    }

    @Test
    void over_a_unix_socket_the_server_sees_our_user() throws Exception {
        String user = System.getProperty("user.name");
        Path rules = Files.writeString(
                server.folder().resolve("data/peer_hba.conf"),
                "local all \"" + user + "\" peer\nhost all all all scram-sha-256\nlocal all all scram-sha-256\n");
        Files.setPosixFilePermissions(rules, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        server.execute(
                "postgres",
                "create role \"" + user + "\" login in role pg_read_all_data",
                "alter system set hba_file = '" + rules + "'");
        server.restart();
        DatabaseConnection peer = DatabaseConnection.to(sockets.toString(), server.port(), user, "app");

        assertThat(one(peer, "select session_user || ' ' || (select count(*) from public.items)"))
                .isEqualTo(user + " 10");
        assertThat(dumped(peer)).contains("COPY public.items");
    }

    @Test
    void over_a_unix_socket_much_is_read_and_written() throws Exception {
        try (java.sql.Connection session = JdbcConnectionFactory.readOnly(at("SOCKETS"), SOON);
                Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("select pg_catalog.repeat('x', 20000000)")) {
            row.next();
            assertThat(row.getString(1)).hasSize(20_000_000);
        }
        String much = "y".repeat(5_000_000);
        assertThat(one(at("SOCKETS"), "select pg_catalog.length('" + much + "')"))
                .isEqualTo("5000000");
    }

    @Test
    void over_a_unix_socket_a_server_that_does_not_answer_is_given_up() throws Exception {
        try (java.sql.Connection session = JdbcConnectionFactory.readOnly(at("SOCKETS"), Duration.ofSeconds(1));
                Statement statement = session.createStatement()) {
            assertThatThrownBy(() -> statement.execute("select pg_catalog.pg_sleep(30)"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void over_a_unix_socket_a_statement_is_cancelled() throws Exception {
        try (java.sql.Connection session = JdbcConnectionFactory.readOnly(at("SOCKETS"), SOON);
                Statement statement = session.createStatement()) {
            statement.setQueryTimeout(1);
            assertThatThrownBy(() -> statement.execute("select pg_catalog.pg_sleep(30)"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
            assertThat(statement.execute("select 1")).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SOCKETS", "127.0.0.1"})
    void a_session_that_another_thread_breaks_off_ends_at_once(String host) throws Exception {
        java.sql.Connection session = JdbcConnectionFactory.readOnly(at(host), SOON);
        CompletableFuture<Boolean> asked = CompletableFuture.supplyAsync(() -> {
            try (Statement statement = session.createStatement()) {
                return statement.execute("select pg_catalog.pg_sleep(30), '" + host + "' as broken_off");
            } catch (SQLException e) {
                return false;
            }
        });
        String sleeping = "select count(*) from pg_stat_activity where pid <> pg_backend_pid() and query ~ '" + host
                + ". as broken_off'";
        await().atMost(SOON).until(() -> one(at(host), sleeping).equals("1"));

        session.abort(Runnable::run);

        assertThat(asked.get(5, TimeUnit.MINUTES)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SOCKETS", "localhost"})
    void a_role_with_one_connection_has_it_again_as_soon_as_a_session_is_closed(String host) throws Exception {
        String role = "single_" + Math.abs(host.hashCode());
        server.execute(
                "postgres",
                "create role " + role + " login connection limit 1 password 'one' in role pg_read_all_data");
        DatabaseConnection to =
                DatabaseConnection.to(at(host).server(), role, "app").withPassword(Secret.of("one"));

        for (int time = 0; time < 10; time++) {
            assertThat(one(to, "select count(*) from public.items")).isEqualTo("10");
        }

        assertThat(dumped(to)).contains("COPY public.items");
    }

    @Test
    void a_server_that_is_not_postgresql_is_reported_as_such() throws Exception {
        try (java.net.ServerSocket web = new java.net.ServerSocket(0, 5, java.net.InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                while (!web.isClosed()) {
                    try (java.net.Socket client = web.accept()) {
                        client.getInputStream().read(new byte[8]);
                        client.getOutputStream()
                                .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    } catch (java.io.IOException e) {
                        continue;
                    }
                }
            });
            DatabaseConnection to = DatabaseConnection.to("127.0.0.1", web.getLocalPort(), "reader", "app");

            assertThatThrownBy(() -> JdbcConnectionFactory.readOnly(to, SOON))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(SessionFailure.of(e).cause()).isEqualTo(SessionFailureCause.NO_POSTGRESQL));
        }
    }

    private static String one(DatabaseConnection to, String question) throws SQLException {
        try (java.sql.Connection session = JdbcConnectionFactory.readOnly(to, SOON);
                Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getString(1);
        }
    }

    private static String dumped(DatabaseConnection to) throws Exception {
        Path archive = folder.resolve("dump");
        try (RunningProgram dump = new PgDump(
                                TestConnections.programs(),
                                JdbcConnectionFactory.pin(to),
                                TestConnections.options("none", false))
                        .start();
                InputStream bytes = dump.output()) {
            Files.write(archive, bytes.readAllBytes());
            ProgramExitResult exitResult = dump.await();
            assertThat(exitResult.succeeded()).as(exitResult.complaint().text()).isTrue();
        }
        return Files.readString(archive, StandardCharsets.ISO_8859_1);
    }

    /** Runs in a separate JVM. */
    static final class ReachByName {

        private ReachByName() {}

        public static void main(String[] arguments) throws Exception {
            DatabaseConnection to = JdbcConnectionFactory.pin(
                    DatabaseConnection.to(arguments[0], Integer.parseInt(arguments[1]), "postgres", "app")
                            .withPassword(Secret.of(Files.readString(Path.of(arguments[2])))));
            System.out.println("by the driver: " + one(to, "select count(*) from public.items"));
            try (PsqlSession psql = PsqlSession.open(
                    InstalledClientPrograms.find(List.of()).newest().orElseThrow(), to)) {
                System.out.println("by a program: " + psql.text("copy (select count(*) from public.items) to stdout"));
            }
        }
    }
}
