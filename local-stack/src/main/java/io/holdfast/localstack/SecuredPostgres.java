package io.holdfast.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A PostgreSQL that takes encrypted connections only, and from {@link #CERTIFIED} nothing but a certificate. */
public final class SecuredPostgres {

    /** The role that signs in by a certificate with this common name. */
    public static final String CERTIFIED = "certified";

    private static final String DOOR = """
            hostssl all %s all cert
            hostssl all all all scram-sha-256
            """.formatted(CERTIFIED);

    private SecuredPostgres() {}

    /**
     * @param own what it shows to those who connect
     * @param certificateAuthority who signs the certificates of those who connect
     */
    public static PostgresServer start(Path home, UserKeyFiles own, CertificateAuthority certificateAuthority) {
        PostgresServer server = PostgresServer.start(home);
        try {
            Path certificate = given(server, own.certificate(), "server.crt");
            Path key = given(server, own.key(), "server.key");
            Path trusted = given(server, certificateAuthority.certificate(), "trusted.crt");
            Path door = home.resolve("pg_hba.conf");
            Files.writeString(door, DOOR);
            Path doorFile = given(server, door, "guarded_hba.conf");
            server.execute(
                    PostgresClusterFiles.SUPERUSER,
                    set("ssl_cert_file", certificate),
                    set("ssl_key_file", key),
                    set("ssl_ca_file", trusted),
                    set("hba_file", doorFile),
                    "ALTER SYSTEM SET ssl = on");
        } catch (IOException e) {
            throw new StackException("cannot guard " + home + ": " + e.getMessage(), e);
        }
        server.restart();
        return server;
    }

    private static String set(String setting, Path file) {
        return "ALTER SYSTEM SET " + setting + " = " + SqlRunner.literal(file.toString());
    }

    /** A copy for the server's own user, who may be another than ours. */
    private static Path given(PostgresServer server, Path file, String name) throws IOException {
        Path copy = Files.copy(file, server.data().resolve(name), StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
        server.user().own(copy);
        return copy;
    }
}
