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
 * @param clusterId 16 bytes in URL-safe base64, as Kafka wants it
 */
record BrokerFiles(Path properties, Path data, int port, String clusterId) {

    private static final String OWN_PORT = "holdfast.port";
    private static final String OWN_CLUSTER = "holdfast.cluster";

    /** Those below {@code home}, or new ones; with another port where the former one has been taken. */
    static BrokerFiles prepare(Path home) {
        Optional<BrokerFiles> former = existing(home);
        if (former.isPresent() && FreePort.isFree(former.get().port())) {
            return former.get();
        }
        BrokerFiles files = new BrokerFiles(
                home.resolve("server.properties"),
                home.resolve("data"),
                FreePort.any(),
                former.map(BrokerFiles::clusterId).orElseGet(BrokerFiles::newClusterId));
        files.write(FreePort.any());
        return files;
    }

    static Optional<BrokerFiles> existing(Path home) {
        Path file = home.resolve("server.properties");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new StackFailure("cannot read " + file + ": " + e.getMessage(), e);
        }
        return Optional.of(new BrokerFiles(
                file,
                home.resolve("data"),
                Integer.parseInt(properties.getProperty(OWN_PORT)),
                properties.getProperty(OWN_CLUSTER)));
    }

    boolean isFormatted() {
        return Files.exists(data.resolve("meta.properties"));
    }

    /** Never one that begins with a hyphen, as one in 64 would: Kafka's formatting tool takes it for an option. */
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

    /**
     * Topics are made by those who know how long they are kept, not by whoever misspells one.
     *
     * <p>One node, so every internal topic has one replica; few partitions and threads, because they cost start-up time.
     * A broker that was killed may come back when its old session has ended, so that is short.
     */
    private void write(int controllerPort) {
        String text = """
            process.roles=broker,controller
            node.id=1
            controller.quorum.voters=1@127.0.0.1:%2$d
            controller.listener.names=CONTROLLER
            listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
            advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
            listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
            inter.broker.listener.name=PLAINTEXT
            log.dirs=%3$s
            offsets.topic.replication.factor=1
            offsets.topic.num.partitions=1
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            transaction.state.log.num.partitions=1
            share.coordinator.state.topic.replication.factor=1
            share.coordinator.state.topic.min.isr=1
            share.coordinator.state.topic.num.partitions=1
            group.initial.rebalance.delay.ms=0
            broker.session.timeout.ms=4000
            broker.heartbeat.interval.ms=500
            auto.create.topics.enable=false
            log.cleaner.dedupe.buffer.size=4194304
            num.network.threads=2
            num.io.threads=4
            background.threads=2
            %4$s=%1$d
            %5$s=%6$s
            """.formatted(port, controllerPort, data, OWN_PORT, OWN_CLUSTER, clusterId);
        try {
            Files.createDirectories(properties.getParent());
            Files.writeString(properties, text);
        } catch (IOException e) {
            throw new StackFailure("cannot write " + properties + ": " + e.getMessage(), e);
        }
    }
}
