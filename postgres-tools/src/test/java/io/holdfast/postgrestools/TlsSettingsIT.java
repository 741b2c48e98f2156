package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.localstack.CertificateAuthority;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.TlsCertificateFiles;
import io.holdfast.localstack.TlsPostgresServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same settings secure pg_dump and JDBC, with a server that requires encryption. */
class TlsSettingsIT {

    private static final Duration SOON = Duration.ofMinutes(5);
    private static final SecretVault NO_VAULT = (path, key) -> "";

    @TempDir
    static Path folder;

    private static PostgresServer server;
    private static CertificateAuthority trusted;
    private static TlsCertificateFiles me;

    @BeforeAll
    static void a_server_whose_certificate_is_made_out_to_localhost() {
        trusted = CertificateAuthority.in(folder.resolve("trusted"));
        server = TlsPostgresServer.start(folder.resolve("postgres"), trusted.issue("server", "dns:localhost"), trusted);
        me = trusted.issue(TlsPostgresServer.CERTIFIED);
        server.createRole(TlsPostgresServer.CERTIFIED, "is never asked for");
    }

    @AfterAll
    static void it_ends() {
        server.destroy();
    }

    @ParameterizedTest
    @EnumSource(
            value = SslMode.class,
            names = {"ALLOW", "PREFER", "REQUIRE", "VERIFY_CA", "VERIFY_FULL"})
    void the_right_name_and_a_trusted_certificate_let_both_in(SslMode mode) throws Exception {
        DatabaseConnection connection = signedInByPassword(mode, "localhost", trusted.certificate());

        assertThat(cipherByJdbc(connection)).isNotBlank();
        assertThat(dumped(connection).succeeded()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = SslMode.class,
            names = {"ALLOW", "PREFER", "VERIFY_FULL"})
    void a_long_row_comes_in_pieces_through_an_encrypted_connection(SslMode mode) throws Exception {
        assertLongRowComesInPieces(signedInByPassword(mode, "localhost", trusted.certificate()));
    }

    @Test
    void a_long_row_comes_in_pieces_to_a_client_certificate() throws Exception {
        assertLongRowComesInPieces(certified(me));
    }

    @Test
    void sessions_for_long_rows_are_refused_for_the_same_reasons() throws Exception {
        DatabaseConnection otherName = signedInByPassword(SslMode.VERIFY_FULL, "127.0.0.1", trusted.certificate());
        DatabaseConnection noFile = signedInByPassword(SslMode.VERIFY_FULL, "localhost", folder.resolve("missing.crt"));

        assertThatThrownBy(() -> JdbcConnectionFactory.forLongRows(otherName, SOON, true))
                .isInstanceOf(TlsRefusedException.class)
                .hasMessageContaining("does not match the host name '127.0.0.1'");
        assertThatThrownBy(() -> JdbcConnectionFactory.forLongRows(noFile, SOON, true))
                .isInstanceOf(TlsRefusedException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void a_client_certificate_alone_signs_in() throws Exception {
        DatabaseConnection connection = certified(me);

        assertThat(cipherByJdbc(connection)).isNotBlank();
        assertThat(dumped(connection).succeeded()).isTrue();
    }

    @Test
    void a_server_by_another_name_is_refused() throws Exception {
        DatabaseConnection connection = signedInByPassword(SslMode.VERIFY_FULL, "127.0.0.1", trusted.certificate());

        assertThatThrownBy(() -> cipherByJdbc(connection))
                .isInstanceOf(TlsRefusedException.class)
                .hasMessageContaining("does not match the host name '127.0.0.1'")
                .hasMessageContaining("Check ssl-mode");
        assertRefused(dumped(connection));
    }

    @Test
    void a_server_with_a_foreign_certificate_is_refused() throws Exception {
        Path foreign = CertificateAuthority.in(folder.resolve("foreign")).certificate();
        DatabaseConnection connection = signedInByPassword(SslMode.VERIFY_CA, "localhost", foreign);

        assertThatThrownBy(() -> cipherByJdbc(connection))
                .isInstanceOf(TlsRefusedException.class)
                .hasMessageContaining("not signed by a trusted authority");
        assertRefused(dumped(connection));
    }

    @Test
    void a_foreign_client_certificate_is_refused() throws Exception {
        DatabaseConnection connection =
                certified(CertificateAuthority.in(folder.resolve("foreign")).issue(TlsPostgresServer.CERTIFIED));

        // The end of the connection can arrive before the server's reason for it. The failure is then a lost
        // connection, and is retried.
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() ->
                        assertThatThrownBy(() -> cipherByJdbc(connection)).isInstanceOf(TlsRefusedException.class));
        assertRefused(dumped(connection));
    }

    @Test
    void a_missing_file_of_certificates_is_named_as_such() throws Exception {
        DatabaseConnection connection =
                signedInByPassword(SslMode.VERIFY_FULL, "localhost", folder.resolve("missing.crt"));

        assertThatThrownBy(() -> cipherByJdbc(connection))
                .isInstanceOf(TlsRefusedException.class)
                .hasMessageContaining("cannot be read");
        assertRefused(dumped(connection));
    }

    @Test
    void a_key_that_everybody_may_read_is_refused_by_both() throws Exception {
        TlsCertificateFiles open = trusted.issue("open-to-all");
        Files.setPosixFilePermissions(open.key(), PosixFilePermissions.fromString("rw-r--r--"));
        DatabaseConnection connection = certified(open);

        assertThatThrownBy(() -> cipherByJdbc(connection)).isInstanceOf(TlsRefusedException.class);
        assertRefused(dumped(connection));
    }

    @Test
    void a_client_without_encryption_is_refused_by_the_server() throws Exception {
        DatabaseConnection connection = signedInByPassword(SslMode.DISABLE, "localhost", trusted.certificate());

        assertThat(ConnectionCheck.failure(connection, SOON))
                .map(SessionFailure::cause)
                .contains(SessionFailureCause.ROLE_REFUSED);
        assertRefused(dumped(connection));
    }

    private static DatabaseConnection signedInByPassword(SslMode mode, String host, Path root)
            throws PasswordUnavailableException {
        GivenSignInSettings givenSignInSettings =
                GivenSignInSettings.password(server.password(), null, null).withTls(mode, root, null, null);
        return ServerCredentials.of("test", givenSignInSettings, NO_VAULT)
                .on(DatabaseConnection.to(host, server.port(), server.superuser(), "postgres"));
    }

    private static DatabaseConnection certified(TlsCertificateFiles key) throws PasswordUnavailableException {
        GivenSignInSettings givenSignInSettings = GivenSignInSettings.password(null, null, null)
                .withTls(SslMode.VERIFY_FULL, trusted.certificate(), key.certificate(), key.key());
        return ServerCredentials.of("test", givenSignInSettings, NO_VAULT)
                .on(DatabaseConnection.to("localhost", server.port(), TlsPostgresServer.CERTIFIED, "postgres"));
    }

    private static String cipherByJdbc(DatabaseConnection to) throws SQLException {
        try (java.sql.Connection connection = JdbcConnectionFactory.readOnly(to, SOON);
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("SELECT cipher FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private static void assertLongRowComesInPieces(DatabaseConnection to) throws SQLException {
        try (java.sql.Connection session = JdbcConnectionFactory.forLongRows(to, SOON, true);
                ResultSet row = session.createStatement()
                        .executeQuery("select cipher from pg_stat_ssl where pid = pg_backend_pid()")) {
            assertThat(row.next() ? row.getString(1) : "").isNotBlank();
            LongRow.assertComesInPieces(session);
        }
    }

    private static ProgramExitResult dumped(DatabaseConnection from) throws IOException, InterruptedException {
        try (RunningProgram dump =
                new PgDump(TestConnections.programs(), from, TestConnections.options("none", true)).start()) {
            dump.output().transferTo(OutputStream.nullOutputStream());
            return dump.await();
        }
    }

    private static void assertRefused(ProgramExitResult exitResult) {
        assertThat(exitResult.exitCode()).as(exitResult.complaint().text()).isEqualTo(1);
    }
}
