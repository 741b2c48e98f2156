package io.holdfast.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A user of {@code deploy/kubernetes/kafka/users.yaml}. */
record KafkaUser(String name, List<Rule> rules, Map<String, String> quotas) {

    private static final Map<String, String> QUOTAS = Map.of(
            "producerByteRate", "producer_byte_rate",
            "consumerByteRate", "consumer_byte_rate",
            "requestPercentage", "request_percentage");

    /** @param type {@code topic} or {@code group} */
    record Rule(String type, String resource, boolean prefix, List<String> operations) {

        boolean allows(String operation) {
            return operations.contains(operation);
        }
    }

    static KafkaUser of(JsonNode resource) {
        List<Rule> rules = new ArrayList<>();
        for (JsonNode rule : resource.at("/spec/authorization/acls")) {
            rules.add(new Rule(
                    rule.at("/resource/type").asText(),
                    rule.at("/resource/name").asText(),
                    rule.at("/resource/patternType").asText().equals("prefix"),
                    StreamSupport.stream(rule.at("/operations").spliterator(), false)
                            .map(JsonNode::asText)
                            .toList()));
        }
        Map<String, String> quotas = new TreeMap<>();
        resource.at("/spec/quotas")
                .fields()
                .forEachRemaining(quota ->
                        quotas.put(QUOTAS.get(quota.getKey()), quota.getValue().asText()));
        return new KafkaUser(resource.at("/metadata/name").asText(), rules, quotas);
    }

    /** A row of the table in {@code docs/kafka.md}. */
    String row() {
        return "| `%s` | %s | %s | %s |".formatted(name, topics("Write"), topics("Read"), groups());
    }

    private String topics(String operation) {
        return words(rules.stream()
                .filter(rule -> rule.type().equals("topic") && rule.allows(operation))
                .map(rule -> "`" + rule.resource() + "`")
                .toList());
    }

    private String groups() {
        return words(rules.stream()
                .filter(rule -> rule.type().equals("group"))
                .map(rule -> "`" + rule.resource() + "`" + (rule.prefix() ? " …" : ""))
                .toList());
    }

    private static String words(List<String> words) {
        return words.isEmpty() ? "–" : String.join(", ", words);
    }

    /** Commands of Kafka's command-line tools, one line each. */
    List<String> commands() {
        List<String> lines = new ArrayList<>();
        for (Rule rule : rules) {
            lines.add("allow User:%s %s --%s %s%s"
                    .formatted(
                            name,
                            rule.operations().stream()
                                    .map(operation -> "--operation " + operation)
                                    .collect(Collectors.joining(" ")),
                            rule.type(),
                            rule.resource(),
                            rule.prefix() ? " --resource-pattern-type prefixed" : ""));
        }
        if (!quotas.isEmpty()) {
            lines.add("limit %s %s"
                    .formatted(
                            name,
                            quotas.entrySet().stream()
                                    .sorted(Comparator.comparing(Map.Entry::getKey))
                                    .map(quota -> quota.getKey() + "=" + quota.getValue())
                                    .collect(Collectors.joining(","))));
        }
        return lines;
    }
}
