package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.localstack.Authority;
import io.holdfast.localstack.GuardedPostgres;
import io.holdfast.localstack.KeyFiles;
import io.holdfast.localstack.PostgresServer;
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

/** The same settings secure pg_dump and JDBC, against a server that takes encrypted connections only. */
class TlsIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final SecretVault NO_VAULT = (path, key) -> "";

    @TempDir
    static Path folder;

    private static PostgresServer server;
    private static Authority trusted;
    private static KeyFiles me;

    @BeforeAll
    static void a_server_whose_certificate_is_made_out_to_localhost() {
        trusted = Authority.in(folder.resolve("trusted"));
        server = GuardedPostgres.start(folder.resolve("postgres"), trusted.issue("server", "dns:localhost"), trusted);
        me = trusted.issue(GuardedPostgres.CERTIFIED);
        server.createRole(GuardedPostgres.CERTIFIED, "is never asked for");
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
        Connection connection = signedInByPassword(mode, "localhost", trusted.certificate());

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
        Connection otherName = signedInByPassword(SslMode.VERIFY_FULL, "127.0.0.1", trusted.certificate());
        Connection noFile = signedInByPassword(SslMode.VERIFY_FULL, "localhost", folder.resolve("missing.crt"));

        assertThatThrownBy(() -> SignIn.forLongRows(otherName, SOON, true))
                .isInstanceOf(TlsRefused.class)
                .hasMessageContaining("is not made out to '127.0.0.1'");
        assertThatThrownBy(() -> SignIn.forLongRows(noFile, SOON, true))
                .isInstanceOf(TlsRefused.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void a_client_certificate_alone_signs_in() throws Exception {
        Connection connection = certified(me);

        assertThat(cipherByJdbc(connection)).isNotBlank();
        assertThat(dumped(connection).succeeded()).isTrue();
    }

    @Test
    void a_server_by_another_name_is_refused() throws Exception {
        Connection connection = signedInByPassword(SslMode.VERIFY_FULL, "127.0.0.1", trusted.certificate());

        assertThatThrownBy(() -> cipherByJdbc(connection))
                .isInstanceOf(TlsRefused.class)
                .hasMessageContaining("is not made out to '127.0.0.1'")
                .hasMessageContaining("Check ssl-mode");
        assertRefused(dumped(connection));
    }

    @Test
    void a_server_with_a_foreign_certificate_is_refused() throws Exception {
        Path foreign = Authority.in(folder.resolve("foreign")).certificate();
        Connection connection = signedInByPassword(SslMode.VERIFY_CA, "localhost", foreign);

        assertThatThrownBy(() -> cipherByJdbc(connection))
                .isInstanceOf(TlsRefused.class)
                .hasMessageContaining("signed by nobody who is trusted");
        assertRefused(dumped(connection));
    }

    @Test
    void a_foreign_client_certificate_is_refused() throws Exception {
        Connection connection =
                certified(Authority.in(folder.resolve("foreign")).issue(GuardedPostgres.CERTIFIED));

        // The end of the connection may overtake the server's reason for it; then it is one that broke, and is tried
        // again.
        await().untilAsserted(
                        () -> assertThatThrownBy(() -> cipherByJdbc(connection)).isInstanceOf(TlsRefused.class));
        assertRefused(dumped(connection));
    }

    @Test
    void a_missing_file_of_certificates_is_named_as_such() throws Exception {
        Connection connection = signedInByPassword(SslMode.VERIFY_FULL, "localhost", folder.resolve("missing.crt"));

        assertThatThrownBy(() -> cipherByJdbc(connection))
                .isInstanceOf(TlsRefused.class)
                .hasMessageContaining("cannot be read");
        assertRefused(dumped(connection));
    }

    @Test
    void a_key_that_everybody_may_read_is_refused_by_both() throws Exception {
        KeyFiles open = trusted.issue("open-to-all");
        Files.setPosixFilePermissions(open.key(), PosixFilePermissions.fromString("rw-r--r--"));
        Connection connection = certified(open);

        assertThatThrownBy(() -> cipherByJdbc(connection)).isInstanceOf(TlsRefused.class);
        assertRefused(dumped(connection));
    }

    @Test
    void who_does_not_encrypt_is_refused_by_the_server() throws Exception {
        Connection connection = signedInByPassword(SslMode.DISABLE, "localhost", trusted.certificate());

        assertThat(ConnectionCheck.failure(connection, SOON))
                .map(SessionFailure::cause)
                .contains(SessionCause.ROLE_REFUSED);
        assertRefused(dumped(connection));
    }

    private static Connection signedInByPassword(SslMode mode, String host, Path root) throws PasswordUnavailable {
        Wished wished = Wished.password(server.password(), null, null).withTls(mode, root, null, null);
        return Credentials.of("test", wished, NO_VAULT)
                .on(Connection.to(host, server.port(), server.superuser(), "postgres"));
    }

    private static Connection certified(KeyFiles key) throws PasswordUnavailable {
        Wished wished = Wished.password(null, null, null)
                .withTls(SslMode.VERIFY_FULL, trusted.certificate(), key.certificate(), key.key());
        return Credentials.of("test", wished, NO_VAULT)
                .on(Connection.to("localhost", server.port(), GuardedPostgres.CERTIFIED, "postgres"));
    }

    private static String cipherByJdbc(Connection to) throws SQLException {
        try (java.sql.Connection connection = SignIn.readOnly(to, SOON);
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("SELECT cipher FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private static void assertLongRowComesInPieces(Connection to) throws SQLException {
        try (java.sql.Connection session = SignIn.forLongRows(to, SOON, true);
                ResultSet row = session.createStatement()
                        .executeQuery("select cipher from pg_stat_ssl where pid = pg_backend_pid()")) {
            assertThat(row.next() ? row.getString(1) : "").isNotBlank();
            LongRow.assertComesInPieces(session);
        }
    }

    private static Ended dumped(Connection from) throws IOException, InterruptedException {
        try (RunningProgram dump = new PgDump(Given.programs(), from, Given.options("none", true)).start()) {
            dump.output().transferTo(OutputStream.nullOutputStream());
            return dump.await();
        }
    }

    private static void assertRefused(Ended ended) {
        assertThat(ended.exitCode()).as(ended.complaint().text()).isEqualTo(1);
    }
}
