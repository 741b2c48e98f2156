package io.holdfast.cli.kafka;

import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.events.log.BrokerTlsProbe;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The connection to the broker.
 *
 * @param bootstrap {@code host:port}, comma-separated
 * @param settings further settings of Kafka's client, from the operator's properties file
 */
public record BrokerConnectionSettings(String bootstrap, Map<String, String> settings) {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final String DIRECTORIES = AbstractConfig.CONFIG_PROVIDERS_CONFIG + ".dir.class";

    public BrokerConnectionSettings {
        settings = Map.copyOf(settings);
    }

    /** @throws CommandException if the broker requires TLS and the settings do not enable it */
    void checkProtocol() {
        Map<String, String> all = new HashMap<>(settings);
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        BrokerTlsProbe.at(all).ifPresent(address -> {
            throw new CommandException(
                    ExitCode.UNREACHABLE,
                    "the broker at " + address + " requires TLS",
                    "set security.protocol and the other security settings in a file, and give it with --kafka-properties FILE");
        });
    }

    Properties ofConsumer() {
        Properties properties = common();
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return properties;
    }

    Properties ofProducer() {
        Properties properties = common();
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT.toMillis());
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
        return properties;
    }

    /**
     * Creates an admin client.
     *
     * @throws CommandException if the broker requires TLS and the settings do not enable it
     */
    public Admin admin() {
        checkProtocol();
        Properties properties = common();
        properties.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
        return Admin.create(properties);
    }

    private Properties common() {
        Properties properties = new Properties();
        // As in the services, ${dir:FOLDER:FILE} is replaced by the content of that file.
        properties.put(AbstractConfig.CONFIG_PROVIDERS_CONFIG, "dir");
        properties.put(DIRECTORIES, DirectoryConfigProvider.class.getName());
        properties.putAll(settings);
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, "holdfast-cli");
        properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis() / 2);
        return properties;
    }

    /** Converts an error of Kafka's client to one sentence with a hint. */
    public CommandException commandException(KafkaException e) {
        Throwable root = e.getCause() instanceof KafkaException cause ? cause : e;
        return switch (root) {
            case ConfigException bad ->
                new CommandException(
                        ExitCode.USAGE,
                        "Kafka's client rejected its settings: " + bad.getMessage(),
                        "check --kafka and --kafka-properties",
                        e);
            case AuthenticationException refused ->
                new CommandException(
                        ExitCode.UNREACHABLE,
                        "the broker at " + bootstrap + " rejected the authentication: " + refused.getMessage(),
                        "check the user, password and certificates in the file that --kafka-properties names",
                        e);
            case AuthorizationException denied ->
                new CommandException(
                        ExitCode.UNREACHABLE,
                        "the broker at " + bootstrap + " denied access: " + denied.getMessage(),
                        "only operators may write to operator-requests; ask your Kafka administrator for access",
                        e);
            case SecurityDisabledException open ->
                new CommandException(
                        ExitCode.UNREACHABLE,
                        "the broker at " + bootstrap + " has no authorizer: " + open.getMessage(),
                        "set authorizer.class.name in the broker's settings",
                        e);
            case UnknownTopicOrPartitionException missing -> noTopic(missing, e);
            case InvalidTopicException missing -> noTopic(missing, e);
            default ->
                new CommandException(
                        ExitCode.UNREACHABLE,
                        "the broker at " + bootstrap + " is not reachable",
                        "run 'holdfast status' to check the local stack, or give another broker with --kafka; if the broker requires"
                                + " TLS or a password, configure them with --kafka-properties",
                        e);
        };
    }

    private CommandException noTopic(KafkaException missing, KafkaException e) {
        return new CommandException(
                ExitCode.UNREACHABLE,
                "a topic is missing on the broker at " + bootstrap + ": " + missing.getMessage(),
                "check that Holdfast's services are running: they create the topics when they start",
                e);
    }
}
