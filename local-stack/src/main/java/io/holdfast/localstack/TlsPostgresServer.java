package io.holdfast.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A PostgreSQL server that accepts only encrypted connections, and requires a certificate of {@link #CERTIFIED}. */
public final class TlsPostgresServer {

    /** The role that authenticates with a certificate with this common name. */
    public static final String CERTIFIED = "certified";

    private static final String DOOR = """
            hostssl all %s all cert
            hostssl all all all scram-sha-256
            """.formatted(CERTIFIED);

    private TlsPostgresServer() {}

    /**
     * @param own the server's key and certificate
     * @param certificateAuthority signs the clients' certificates
     */
    public static PostgresServer start(Path home, TlsCertificateFiles own, CertificateAuthority certificateAuthority) {
        PostgresServer server = PostgresServer.start(home);
        try {
            Path certificate = given(server, own.certificate(), "server.crt");
            Path key = given(server, own.key(), "server.key");
            Path trusted = given(server, certificateAuthority.certificate(), "trusted.crt");
            Path door = home.resolve("pg_hba.conf");
            Files.writeString(door, DOOR);
            Path doorFile = given(server, door, "guarded_hba.conf");
            server.execute(
                    PostgresClusterFolder.SUPERUSER,
                    set("ssl_cert_file", certificate),
                    set("ssl_key_file", key),
                    set("ssl_ca_file", trusted),
                    set("hba_file", doorFile),
                    "ALTER SYSTEM SET ssl = on");
        } catch (IOException e) {
            throw new StackException("cannot secure " + home + ": " + e.getMessage(), e);
        }
        server.restart();
        return server;
    }

    private static String set(String setting, Path file) {
        return "ALTER SYSTEM SET " + setting + " = " + SqlRunner.literal(file.toString());
    }

    /** Copies the file for the server's user, which may differ from the current one. */
    private static Path given(PostgresServer server, Path file, String name) throws IOException {
        Path copy = Files.copy(file, server.data().resolve(name), StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
        server.user().own(copy);
        return copy;
    }
}
