package io.holdfast.e2e.guarded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.holdfast.localstack.SourceCheckoutLocator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Applies the declarations in {@code deploy/kubernetes/kafka} to a broker, as Strimzi's operators would. */
final class DeclaredBroker {

    private static final Map<String, String> QUOTAS = Map.of(
            "producerByteRate", "producer_byte_rate",
            "consumerByteRate", "consumer_byte_rate",
            "requestPercentage", "request_percentage");

    private DeclaredBroker() {}

    /** @param replicas of each topic; with fewer than declared, one replica is enough for an acknowledgement */
    static List<NewTopic> topics(short replicas) {
        return resources("topics.yaml").stream()
                .map(topic -> {
                    Map<String, String> configuration = new TreeMap<>();
                    topic.at("/spec/config")
                            .fields()
                            .forEachRemaining(line -> configuration.put(
                                    line.getKey(), line.getValue().asText()));
                    if (replicas < topic.at("/spec/replicas").asInt()) {
                        configuration.remove("min.insync.replicas");
                    }
                    return new NewTopic(
                                    name(topic), topic.at("/spec/partitions").asInt(), replicas)
                            .configs(configuration);
                })
                .toList();
    }

    static Set<String> users() {
        return Set.copyOf(
                resources("users.yaml").stream().map(DeclaredBroker::name).toList());
    }

    /** For the principal of a password, and for the one of a certificate. */
    static List<AclBinding> rights() {
        return resources("users.yaml").stream()
                .flatMap(user -> Stream.of("User:" + name(user), "User:CN=" + name(user))
                        .flatMap(principal -> rights(user, principal)))
                .toList();
    }

    private static Stream<AclBinding> rights(JsonNode user, String principal) {
        return elements(user.at("/spec/authorization/acls"))
                .flatMap(rule -> elements(rule.at("/operations"))
                        .map(operation -> new AclBinding(
                                pattern(rule.at("/resource")),
                                new AccessControlEntry(
                                        principal,
                                        "*",
                                        AclOperation.fromString(
                                                operation.asText().toUpperCase(Locale.ROOT)),
                                        AclPermissionType.ALLOW))));
    }

    private static ResourcePattern pattern(JsonNode resource) {
        return new ResourcePattern(
                ResourceType.fromString(resource.at("/type").asText()),
                resource.at("/name").asText(),
                resource.at("/patternType").asText().equals("prefix") ? PatternType.PREFIXED : PatternType.LITERAL);
    }

    static List<ClientQuotaAlteration> quotas() {
        List<ClientQuotaAlteration> quotas = new ArrayList<>();
        for (JsonNode user : resources("users.yaml")) {
            List<ClientQuotaAlteration.Op> limits = new ArrayList<>();
            user.at("/spec/quotas")
                    .fields()
                    .forEachRemaining(limit -> limits.add(new ClientQuotaAlteration.Op(
                            QUOTAS.get(limit.getKey()), limit.getValue().asDouble())));
            if (!limits.isEmpty()) {
                quotas.add(new ClientQuotaAlteration(
                        new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, name(user))), limits));
            }
        }
        return quotas;
    }

    private static String name(JsonNode resource) {
        return resource.at("/metadata/name").asText();
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static List<JsonNode> resources(String file) {
        try (MappingIterator<JsonNode> resources = new ObjectMapper(new YAMLFactory())
                .readerFor(JsonNode.class)
                .readValues(SourceCheckoutLocator.find()
                        .root()
                        .resolve("deploy/kubernetes/kafka")
                        .resolve(file)
                        .toFile())) {
            return resources.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
