package io.holdfast.cli.declare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.events.log.TopicFlushPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** Reads Strimzi's resources {@code KafkaTopic} and {@code KafkaUser}, such as those in {@code deploy/kubernetes/kafka}. */
final class StrimziResourceReader {

    private static final YAMLMapper YAML = new YAMLMapper();

    private final Map<String, JsonNode> topics = new LinkedHashMap<>();
    private final Map<String, JsonNode> users = new LinkedHashMap<>();

    private StrimziResourceReader() {}

    /**
     * Reads all resources of the files. A resource replaces an earlier one with the same kind and name.
     *
     * @param replicas maximum number of replicas of a topic; if it is less than declared, one replica is enough for an acknowledgement,
     *     which it then sends after it has flushed the record to its disk
     * @throws CommandException if a file cannot be read, or contains other resources
     */
    static DeclaredBrokerState read(List<Path> files, short replicas) {
        StrimziResourceReader read = new StrimziResourceReader();
        files.forEach(read::add);
        return new DeclaredBrokerState(
                read.topics.values().stream()
                        .map(topic -> topic(topic, replicas))
                        .toList(),
                read.users.values().stream().map(StrimziKafkaUserParser::read).toList());
    }

    private void add(Path file) {
        try (MappingIterator<JsonNode> resources =
                YAML.readerFor(JsonNode.class).readValues(file.toFile())) {
            while (resources.hasNextValue()) {
                JsonNode resource = resources.nextValue();
                if (resource != null && !resource.isNull()) {
                    add(resource, file);
                }
            }
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.USAGE, "cannot read the file " + file, "give YAML files with Strimzi resources", e);
        }
    }

    private void add(JsonNode resource, Path file) {
        String kind = resource.path("kind").asText();
        String name = resource.at("/metadata/name").asText();
        Map<String, JsonNode> known = switch (kind) {
            case "KafkaTopic" -> topics;
            case "KafkaUser" -> users;
            default ->
                throw new CommandException(
                        ExitCode.USAGE,
                        "the file " + file + " contains the resource " + kind + "/" + name + ", which is not supported",
                        "give files that contain only KafkaTopic and KafkaUser resources");
        };
        if (name.isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE, "a " + kind + " in the file " + file + " has no name", "set metadata.name");
        }
        known.put(name, resource);
    }

    private static NewTopic topic(JsonNode resource, short atMost) {
        Map<String, String> configuration = new TreeMap<>();
        resource.at("/spec/config")
                .properties()
                .forEach(
                        line -> configuration.put(line.getKey(), line.getValue().asText()));
        short declared = (short) resource.at("/spec/replicas").asInt(1);
        if (atMost < declared) {
            configuration.remove(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
        }
        String name = resource.at("/metadata/name").asText();
        short replicas = (short) Math.min(declared, atMost);
        TopicFlushPolicy.settings(name, replicas).forEach(configuration::putIfAbsent);
        return new NewTopic(name, Optional.of(resource.at("/spec/partitions").asInt(1)), Optional.of(replicas))
                .configs(configuration);
    }
}
