package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.localstack.PostgresServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The classification of a real server's errors. */
@Timeout(900)
class SessionFailureIT {

    private static final Duration SOON = Duration.ofMinutes(5);
    private static PostgresServer server;

    @BeforeAll
    static void given_a_server() throws IOException {
        server = PostgresServer.start(Files.createTempDirectory("session-failure-"));
        server.createRole("reader", "reader");
        server.createRole("single", "single");
        server.createDatabase("app");
        server.createDatabase("closed");
        server.createDatabase("private");
        server.createDatabase("narrow");
        server.execute(
                "app",
                "create role bystander nologin password 'bystander'",
                "alter role single connection limit 1",
                "revoke connect on database private from public",
                "alter database narrow connection limit 0",
                "alter database closed allow_connections false",
                "create table item as select 1 as id",
                "create table secret as select 1 as id",
                "create role \"😀\" login password 'reader'",
                "create database kanji template template0 encoding 'EUC_JP' locale 'C'",
                "create database bytes template template0 encoding 'SQL_ASCII' locale 'C'");
        server.execute(
                "bytes",
                "do $$ begin execute 'create table ' || convert_from('\\x6772f6df65', 'SQL_ASCII') || ' (id int)'; end $$",
                "create table note as select convert_from('\\xe9', 'SQL_ASCII') as text");
    }

    @AfterAll
    static void it_ends() {
        server.destroy();
    }

    @ParameterizedTest
    @CsvSource({
        "reader, wrong, app, PASSWORD_REFUSED, 28P01",
        "nobody, wrong, app, PASSWORD_REFUSED, 28P01",
        "bystander, bystander, app, ROLE_REFUSED, 28000",
        "reader, reader, nowhere, NO_SUCH_DATABASE, 3D000",
        "reader, reader, private, PERMISSION, 42501",
        "reader, reader, closed, DATABASE_CLOSED, 55000",
        "reader, reader, narrow, TOO_MANY_CONNECTIONS, 53300"
    })
    void a_server_refuses_a_session(
            String role, String password, String database, SessionFailureCause cause, String state) {
        SessionFailure failure = refusal(at(role, password, database));

        assertThat(failure.cause()).isEqualTo(cause);
        assertThat(failure.sqlState()).contains(state);
    }

    @Test
    void a_missing_password_is_reported() {
        DatabaseConnection without = DatabaseConnection.to(server.host(), server.port(), "reader", "app");

        assertThat(refusal(without).cause()).isEqualTo(SessionFailureCause.PASSWORD_MISSING);
    }

    @Test
    void a_roles_second_session_is_one_too_many() throws SQLException {
        try (java.sql.Connection first = JdbcConnectionFactory.readOnly(at("single", "single", "app"), SOON)) {
            assertThat(first.isValid(1)).isTrue();
            assertThat(refusal(at("single", "single", "app")).cause())
                    .isEqualTo(SessionFailureCause.TOO_MANY_CONNECTIONS);
        }
    }

    @Test
    void a_name_with_letters_of_another_encoding_is_a_refused_role_and_not_an_unresponsive_server() {
        assertThat(refusal(at("j\u00f6rg\u20ac", "reader", "app")).cause())
                .isEqualTo(SessionFailureCause.PASSWORD_REFUSED);
        assertThat(refusal(at("reader", "reader", "\u0431\u0430\u0437\u0430")).cause())
                .isEqualTo(SessionFailureCause.NO_SUCH_DATABASE);
    }

    /** The server reports the role's name at the start of a session, and these bytes are not valid in the database's encoding. */
    @Test
    void a_role_whose_name_the_database_cannot_encode_is_a_wrong_name_until_somebody_changes_it() {
        SessionFailure failure = refusal(at("😀", "reader", "kanji"));

        assertThat(failure.sqlState()).contains("22021");
        assertThat(failure.cause()).isEqualTo(SessionFailureCause.NAME_NOT_ENCODABLE);
        assertThat(failure.cause().outlook()).isEqualTo(SessionFailureCause.Outlook.STAYS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"select relname from pg_catalog.pg_class", "select text from public.note"})
    void an_odd_byte_in_a_name_or_a_value_is_a_fault_of_the_data_until_somebody_corrects_it(String statement)
            throws SQLException {
        SessionFailure failure = failing(TestConnections.connection(server, "bytes"), statement);

        assertThat(failure.sqlState()).contains("22021");
        assertThat(failure.cause()).isEqualTo(SessionFailureCause.BYTES_NOT_ENCODABLE);
        assertThat(failure.cause().outlook()).isEqualTo(SessionFailureCause.Outlook.STAYS);
    }

    @Test
    void a_port_where_nothing_listens_is_no_answer_and_a_name_that_nobody_has_is_unknown() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        assertThat(refusal(DatabaseConnection.to("127.0.0.1", free, "reader", "app"))
                        .cause())
                .isEqualTo(SessionFailureCause.NO_ANSWER);
        assertThat(refusal(DatabaseConnection.to("no-such-host.invalid", 5432, "reader", "app"))
                        .cause())
                .isEqualTo(SessionFailureCause.HOST_UNKNOWN);
    }

    @Test
    void a_server_without_tls_is_refused_by_who_requires_it() {
        DatabaseConnection secured = at("reader", "reader", "app")
                .withTls(new TlsSettings(
                        java.util.Optional.of(SslMode.REQUIRE),
                        java.util.Optional.empty(),
                        java.util.Optional.empty(),
                        java.util.Optional.empty()));

        assertThat(refusal(secured).cause()).isEqualTo(SessionFailureCause.TLS_REFUSED);
    }

    @ParameterizedTest
    @CsvSource({
        "select * from public.secret, PERMISSION",
        "select * from public.nothing, OBJECT_MISSING",
        "select 1 / 0, UNRECOGNISED",
        "select pg_catalog.pg_terminate_backend(pg_catalog.pg_backend_pid()), NOT_READY"
    })
    void a_statement_fails(String statement, SessionFailureCause cause) throws SQLException {
        assertThat(failing(at("reader", "reader", "app"), statement).cause()).isEqualTo(cause);
    }

    @Test
    void a_statement_time_out_is_distinguished_from_a_lock_time_out() throws SQLException {
        try (java.sql.Connection holder = server.connect("app")) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("lock table item in access exclusive mode");

            assertThat(failing(superuser(), "set lock_timeout = 100", "select * from public.item")
                            .cause())
                    .isEqualTo(SessionFailureCause.LOCK_NOT_GRANTED);
            assertThat(failing(superuser(), "set statement_timeout = 100", "select * from public.item")
                            .cause())
                    .isEqualTo(SessionFailureCause.CANCELLED);
        }
    }

    @Test
    void a_server_that_stopped_has_closed_the_connection() throws Exception {
        PostgresServer other = PostgresServer.start(Files.createTempDirectory("session-failure-"));
        try (java.sql.Connection session =
                        JdbcConnectionFactory.readOnly(TestConnections.connection(other, "postgres"), SOON);
                Statement statement = session.createStatement()) {
            other.kill();

            SQLException broken = catchThrowableOfType(SQLException.class, () -> statement.execute("select 1"));

            // A session that outlives the first process for a moment reports that it ends.
            assertThat(SessionFailure.of(broken).cause())
                    .isIn(SessionFailureCause.CONNECTION_LOST, SessionFailureCause.NOT_READY);
            assertThat(refusal(TestConnections.connection(other, "postgres")).cause())
                    .isEqualTo(SessionFailureCause.NO_ANSWER);
        } finally {
            other.destroy();
        }
    }

    private static SessionFailure failing(DatabaseConnection to, String... statements) throws SQLException {
        try (java.sql.Connection session = JdbcConnectionFactory.to(to, SOON);
                Statement statement = session.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
            throw new AssertionError("no statement failed");
        } catch (SQLException e) {
            return SessionFailure.of(e);
        }
    }

    private static SessionFailure refusal(DatabaseConnection to) {
        return SessionFailure.of(catchThrowableOfType(
                SQLException.class,
                () -> JdbcConnectionFactory.readOnly(to, SOON).close()));
    }

    private static DatabaseConnection superuser() {
        return TestConnections.connection(server, "app");
    }

    private static DatabaseConnection at(String role, String password, String database) {
        return DatabaseConnection.to(server.host(), server.port(), role, database)
                .withPassword(Secret.of(password));
    }
}
