package io.holdfast.e2e.guarded;

import io.holdfast.events.log.PasswordFromFile;
import io.holdfast.localstack.SecuredBroker;
import io.holdfast.localstack.TlsCertificateFiles;
import io.holdfast.localstack.testing.TemporaryFolderCleaner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.jspecify.annotations.Nullable;

/**
 * A secured broker with the topics, users, ACLs and quotas of {@code deploy/kubernetes/kafka}, and the client settings
 * of each user.
 */
final class SecuredInstallation {

    /** Each test class that uses it holds this lock, because one of them reads the broker's denied operations. */
    static final String LOCK = "guarded broker";

    private static @Nullable SecuredInstallation shared;

    private final Path home;
    private final SecuredBroker broker;
    private final Map<String, String> passwords = new HashMap<>();
    private final Admin admin;

    private SecuredInstallation(Path home) throws Exception {
        this.home = home;
        this.broker = SecuredBroker.start(home.resolve("guarded"));
        this.admin = Admin.create(administrator());
        admin.createTopics(DeclaredBroker.topics((short) 1)).all().get(5, TimeUnit.MINUTES);
        for (String user : DeclaredBroker.users()) {
            setPassword(user, UUID.randomUUID().toString());
        }
        admin.createAcls(DeclaredBroker.rights()).all().get(5, TimeUnit.MINUTES);
        admin.alterClientQuotas(DeclaredBroker.quotas()).all().get(5, TimeUnit.MINUTES);
    }

    /** One for all tests of this JVM; it ends with the JVM. */
    static synchronized SecuredInstallation shared() {
        SecuredInstallation securedInstallation = shared;
        if (securedInstallation == null) {
            securedInstallation = start();
            shared = securedInstallation;
            Runtime.getRuntime().addShutdownHook(new Thread(securedInstallation::close));
        }
        return securedInstallation;
    }

    private static SecuredInstallation start() {
        try {
            return new SecuredInstallation(Files.createTempDirectory("holdfast-guarded"));
        } catch (Exception e) {
            throw new IllegalStateException("cannot prepare the secured broker", e);
        }
    }

    SecuredBroker broker() {
        return broker;
    }

    Admin admin() {
        return admin;
    }

    /** Changes it on the broker and in the user's file, as Strimzi does if the user's Secret is renewed. */
    void setPassword(String user, String password) throws Exception {
        setPasswordOnBroker(user, password);
        Files.writeString(passwordFile(user), password);
    }

    void setPasswordOnBroker(String user, String password) throws Exception {
        passwords.put(user, password);
        ScramCredentialInfo how = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
        admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(user, how, password)))
                .all()
                .get(5, TimeUnit.MINUTES);
    }

    String password(String user) {
        return passwords.getOrDefault(user, "");
    }

    Path passwordFile(String user) {
        try {
            return Files.createDirectories(home.resolve("secrets").resolve(user))
                    .resolve("password");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A client's settings from docs/kafka.md for a user with a password. */
    Map<String, String> withPassword(String user) {
        Map<String, String> settings = trusting("SASL_SSL", broker.bootstrap());
        settings.put("sasl.mechanism", "SCRAM-SHA-512");
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user
                        + "\" passwordFile=\"" + passwordFile(user) + "\";");
        settings.put("sasl.client.callback.handler.class", PasswordFromFile.class.getName());
        return settings;
    }

    /** A client's settings from docs/kafka.md for a user with a certificate. */
    Map<String, String> withCertificate(String user) {
        TlsCertificateFiles key = broker.certificateFor(user);
        Map<String, String> settings = trusting("SSL", broker.mutualBootstrap());
        settings.put("ssl.keystore.type", "PKCS12");
        settings.put("ssl.keystore.location", key.store().toString());
        settings.put("ssl.keystore.password", "${dir:" + key.folder() + ":user.password}");
        return settings;
    }

    Map<String, Object> administrator() {
        Map<String, Object> settings = new HashMap<>(withCertificate("admin"));
        settings.put("config.providers", "dir");
        settings.put("config.providers.dir.class", "org.apache.kafka.common.config.provider.DirectoryConfigProvider");
        return settings;
    }

    private Map<String, String> trusting(String protocol, String bootstrap) {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrap);
        settings.put("security.protocol", protocol);
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.location", broker.authority().toString());
        return settings;
    }

    /** The same in a file, for the command line. */
    Path file(String user) throws IOException {
        Properties properties = new Properties();
        properties.putAll(withPassword(user));
        Path file = passwordFile(user).resolveSibling("client.properties");
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        return file;
    }

    /** The operations that the broker has denied, one per line. */
    List<String> refusals() throws IOException {
        return Files.readAllLines(broker.log()).stream()
                .filter(line -> line.contains("is Denied") || line.contains("is denied"))
                .toList();
    }

    private void close() {
        admin.close();
        broker.close();
        TemporaryFolderCleaner.deleteIfPossible(home);
    }
}
