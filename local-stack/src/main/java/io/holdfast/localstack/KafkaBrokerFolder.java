package io.holdfast.localstack;

import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/**
 * The broker's settings and data.
 *
 * @param clusterId 16 bytes in URL-safe base64, as Kafka requires
 */
record KafkaBrokerFolder(Path home, int port, String clusterId) {

    private static final String OWN_PORT = "holdfast.port";
    private static final String OWN_CLUSTER = "holdfast.cluster";

    /**
     * Reads the files below {@code home}, or creates them. Changes the port if another process has taken the former
     * one.
     */
    static KafkaBrokerFolder prepare(Path home) {
        Optional<KafkaBrokerFolder> former = existing(home);
        if (former.isPresent() && FreePort.isFree(former.get().port())) {
            return former.get();
        }
        int port = FreePort.any();
        return write(
                home,
                port,
                former.map(KafkaBrokerFolder::clusterId).orElseGet(KafkaBrokerFolder::newClusterId),
                BrokerSettings.alone(port, FreePort.any()));
    }

    /** Creates the files with these broker settings. */
    static KafkaBrokerFolder write(Path home, int port, String clusterId, BrokerSettings settings) {
        KafkaBrokerFolder files = new KafkaBrokerFolder(home, port, clusterId);
        settings.with("log.dirs", files.data().toString())
                .with(OWN_PORT, Integer.toString(port))
                .with(OWN_CLUSTER, clusterId);
        try {
            Files.createDirectories(home);
            PasswordFileGenerator.write(files.properties(), settings.text());
        } catch (IOException e) {
            throw new StackException("cannot write " + files.properties() + ": " + e.getMessage(), e);
        }
        return files;
    }

    static Optional<KafkaBrokerFolder> existing(Path home) {
        Path file = home.resolve("server.properties");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new StackException("cannot read " + file + ": " + e.getMessage(), e);
        }
        return Optional.of(new KafkaBrokerFolder(
                home, Integer.parseInt(properties.getProperty(OWN_PORT)), properties.getProperty(OWN_CLUSTER)));
    }

    Path properties() {
        return home.resolve("server.properties");
    }

    Path data() {
        return home.resolve("data");
    }

    boolean isFormatted() {
        return Files.exists(data().resolve("meta.properties"));
    }

    /**
     * Returns an id that does not begin with a hyphen, as one in 64 would. Kafka's formatting tool would parse it as an
     * option.
     */
    static String newClusterId() {
        String id = randomId();
        return id.startsWith("-") ? newClusterId() : id;
    }

    private static String randomId() {
        UUID id = UUID.randomUUID();
        ByteBuffer bytes =
                ByteBuffer.allocate(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }
}
