package io.holdfast.cli.declare;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Parses Strimzi's {@code KafkaUser}, with the semantics of Strimzi's user operator. */
final class StrimziKafkaUserParser {

    /** Kafka's names of quotas by Strimzi's names. */
    static final Map<String, String> QUOTAS = Map.of(
            "producerByteRate", "producer_byte_rate",
            "consumerByteRate", "consumer_byte_rate",
            "requestPercentage", "request_percentage",
            "controllerMutationRate", "controller_mutation_rate");

    private final String name;
    private final String principal;

    private StrimziKafkaUserParser(String name, String principal) {
        this.name = name;
        this.principal = principal;
    }

    static DeclaredBrokerUser read(JsonNode resource) {
        String name = resource.at("/metadata/name").asText();
        boolean hasCertificate =
                resource.at("/spec/authentication/type").asText().startsWith("tls");
        String principal = hasCertificate ? "User:CN=" + name : "User:" + name;
        StrimziKafkaUserParser user = new StrimziKafkaUserParser(name, principal);
        Map<String, Double> quotas = new HashMap<>();
        QUOTAS.forEach((strimzi, kafka) -> {
            JsonNode quota = resource.at("/spec/quotas").path(strimzi);
            if (quota.isNumber()) {
                quotas.put(kafka, quota.asDouble());
            }
        });
        return new DeclaredBrokerUser(name, principal, !hasCertificate, user.rights(resource), quotas);
    }

    private Set<AclBinding> rights(JsonNode resource) {
        Set<AclBinding> rights = new HashSet<>();
        for (JsonNode rule : resource.at("/spec/authorization/acls")) {
            ResourcePattern pattern = pattern(rule.path("resource"));
            for (JsonNode operation : rule.path("operations")) {
                rights.add(new AclBinding(pattern, entry(rule, operation.asText())));
            }
        }
        return rights;
    }

    private AccessControlEntry entry(JsonNode rule, String operation) {
        AclOperation known = AclOperation.fromString(operation.toUpperCase(Locale.ROOT));
        AclPermissionType permission =
                AclPermissionType.fromString(rule.path("type").asText("allow"));
        if (known.isUnknown() || permission.isUnknown()) {
            throw unknown("the rule " + rule.path("type").asText("allow") + " " + operation);
        }
        return new AccessControlEntry(principal, rule.path("host").asText("*"), known, permission);
    }

    private ResourcePattern pattern(JsonNode resource) {
        String type = resource.path("type").asText();
        return switch (type) {
            case "topic" -> pattern(ResourceType.TOPIC, resource);
            case "group" -> pattern(ResourceType.GROUP, resource);
            case "transactionalId" -> pattern(ResourceType.TRANSACTIONAL_ID, resource);
            case "cluster" -> new ResourcePattern(ResourceType.CLUSTER, "kafka-cluster", PatternType.LITERAL);
            default -> throw unknown("the resource type '" + type + "'");
        };
    }

    private ResourcePattern pattern(ResourceType type, JsonNode resource) {
        String resourceName = resource.path("name").asText();
        if (resourceName.isEmpty()) {
            throw unknown("a " + type + " without a name");
        }
        String pattern = resource.path("patternType").asText("literal");
        return new ResourcePattern(
                type,
                resourceName,
                switch (pattern) {
                    case "literal" -> PatternType.LITERAL;
                    case "prefix" -> PatternType.PREFIXED;
                    default -> throw unknown("the pattern type '" + pattern + "'");
                });
    }

    private CommandException unknown(String what) {
        return new CommandException(
                ExitCode.USAGE,
                "the KafkaUser " + name + " declares " + what + ", which is not supported",
                "see https://strimzi.io/docs/operators/latest/configuring#type-AclRule-reference");
    }
}
