package io.holdfast.localstack;

import java.nio.file.Path;

/**
 * A broker with the security of a real cluster. It requires TLS and authentication, by SCRAM-SHA-512 on one port and by
 * a certificate on another, and permits nothing without an ACL. Certificates with the names {@code broker} and
 * {@code admin} have all permissions.
 */
public final class SecuredBroker implements AutoCloseable {

    private final KafkaBroker broker;
    private final CertificateAuthority certificateAuthority;
    private final int mutualPort;

    private SecuredBroker(KafkaBroker broker, CertificateAuthority certificateAuthority, int mutualPort) {
        this.broker = broker;
        this.certificateAuthority = certificateAuthority;
        this.mutualPort = mutualPort;
    }

    /** Starts a new broker, which ends with this JVM at the latest. */
    public static SecuredBroker start(Path home) {
        Path folder = home.toAbsolutePath().normalize();
        CertificateAuthority certificateAuthority = CertificateAuthority.in(folder.resolve("certificates"));
        int port = FreePort.any();
        int mutualPort = FreePort.any();
        int controllerPort = FreePort.any();
        BrokerSettings settings = BrokerSettings.alone(port, controllerPort)
                .guarded(
                        port,
                        mutualPort,
                        controllerPort,
                        certificateAuthority.issue("broker"),
                        certificateAuthority.certificate());
        KafkaBrokerFolder files = KafkaBrokerFolder.write(folder, port, KafkaBrokerFolder.newClusterId(), settings);
        return new SecuredBroker(KafkaBroker.start(files, ProcessLifetime.BOUND), certificateAuthority, mutualPort);
    }

    /** The listener for users with a password. */
    public String bootstrap() {
        return broker.bootstrap();
    }

    /** The listener for users with a certificate. */
    public String mutualBootstrap() {
        return "127.0.0.1:" + mutualPort;
    }

    /** The CA certificate, in PEM. */
    public Path authority() {
        return certificateAuthority.certificate();
    }

    /** Creates a key and a certificate for a user with this name. */
    public TlsCertificateFiles certificateFor(String user) {
        return certificateAuthority.issue(user);
    }

    /** The broker's complete output. */
    public Path log() {
        return broker.log();
    }

    @Override
    public void close() {
        broker.close();
    }
}
