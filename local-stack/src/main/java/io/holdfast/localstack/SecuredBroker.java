package io.holdfast.localstack;

import java.nio.file.Path;

/**
 * A broker as real clusters have them: it wants TLS and a name from everybody, by SCRAM-SHA-512 on one port and by a certificate
 * on another, and allows nobody anything until it is told to. Certificates of the names {@code broker} and {@code admin} may
 * do everything.
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

    /** A new one, which ends with this JVM at the latest. */
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
        BrokerFiles files = BrokerFiles.write(folder, port, BrokerFiles.newClusterId(), settings);
        return new SecuredBroker(KafkaBroker.start(files, ProcessLifetime.BOUND), certificateAuthority, mutualPort);
    }

    /** Where users come with a password. */
    public String bootstrap() {
        return broker.bootstrap();
    }

    /** Where users come with a certificate. */
    public String mutualBootstrap() {
        return "127.0.0.1:" + mutualPort;
    }

    /** The certificate of whoever signs all others, in PEM. */
    public Path authority() {
        return certificateAuthority.certificate();
    }

    /** A new key and certificate for a user of this name. */
    public UserKeyFiles certificateFor(String user) {
        return certificateAuthority.issue(user);
    }

    /** Everything it has said. */
    public Path log() {
        return broker.log();
    }

    @Override
    public void close() {
        broker.close();
    }
}
