package io.holdfast.events.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.events.Message;
import io.holdfast.events.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Generates the AsyncAPI 3.0 document: the topics, their writers, and their messages. */
final class AsyncApi {

    private final JavadocDescriptions words = new JavadocDescriptions();

    ObjectNode document() {
        ObjectNode document = Json.mapper().createObjectNode().put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Holdfast")
                .put("version", "1.0.0")
                .put(
                        "description",
                        "Events and requests of PostgreSQL backups on Kafka. See README.md in the same folder.")
                .putObject("license")
                .put("name", "Apache-2.0");
        document.put("defaultContentType", "application/cloudevents+json");
        document.putObject("servers")
                .putObject("broker")
                .put("host", "localhost:9092")
                .put("protocol", "kafka")
                .put("description", "The broker of your installation.");
        ObjectNode channels = document.putObject("channels");
        ObjectNode operations = document.putObject("operations");
        for (Topic topic : Topic.values()) {
            channel(channels.putObject(topic.topicName()), topic);
            operation(operations, topic);
            if (topic != Topic.BACKUP_PROGRESS) {
                deadLetters(channels.putObject(topic.deadLetterName()), topic);
            }
        }
        ObjectNode components = document.putObject("components");
        messages(components.putObject("messages"));
        return document;
    }

    private static void channel(ObjectNode channel, Topic topic) {
        channel.put("address", topic.topicName()).put("description", whoWrites(topic));
        ObjectNode messages = channel.putObject("messages");
        on(topic)
                .forEach((type, message) -> messages.putObject(message.getSimpleName())
                        .put("$ref", "#/components/messages/" + message.getSimpleName()));
        ObjectNode kafka = channel.putObject("bindings").putObject("kafka").put("topic", topic.topicName());
        retention(topic, kafka);
        kafka.put("bindingVersion", "0.5.0");
    }

    private static void retention(Topic topic, ObjectNode kafka) {
        switch (topic) {
            case BACKUP_EVENTS -> kafka.putObject("topicConfiguration").put("retention.ms", -1);
            case BACKUP_PROGRESS ->
                kafka.putObject("topicConfiguration")
                        .put("retention.ms", Duration.ofHours(1).toMillis());
            case BACKUP_REQUESTS, SERVICE_REQUESTS, OPERATOR_REQUESTS -> {}
        }
    }

    private static String whoWrites(Topic topic) {
        return switch (topic) {
            case BACKUP_REQUESTS -> "Any client may write: other systems and the command line. dump-service reads.";
            case SERVICE_REQUESTS ->
                "Only the scheduler and restore-service may write: backups that Holdfast itself requests. Read by"
                        + " dump-service.";
            case OPERATOR_REQUESTS ->
                "Only operators may write (the broker's access control is per topic). Read by the"
                        + " service that processes the request.";
            case BACKUP_EVENTS ->
                "Only Holdfast's services write, everyone may read. Kept forever. The key is the database,"
                        + " so the events of a database stay in order.";
            case BACKUP_PROGRESS ->
                "Only Holdfast's services write, everyone may read. Kept for one hour; nothing depends on it.";
        };
    }

    private static void operation(ObjectNode operations, Topic topic) {
        boolean asked = topic.takesRequests();
        ObjectNode operation = operations.putObject((asked ? "receive-" : "send-") + topic.topicName());
        operation.put("action", asked ? "receive" : "send");
        operation.putObject("channel").put("$ref", "#/channels/" + topic.topicName());
        operation.put("summary", asked ? "Holdfast receives requests." : "Holdfast publishes events.");
    }

    private static void deadLetters(ObjectNode channel, Topic topic) {
        channel.put("address", topic.deadLetterName())
                .put(
                        "description",
                        "Records of " + topic.topicName()
                                + " that could not be decoded or processed: the first 64 KiB"
                                + " unchanged, with the reason and the coordinates in headers. Only Holdfast's services write.");
        channel.putObject("messages").putObject("DeadLetter").put("$ref", "#/components/messages/DeadLetter");
        channel.putObject("bindings")
                .putObject("kafka")
                .put("topic", topic.deadLetterName())
                .put("bindingVersion", "0.5.0");
    }

    private void messages(ObjectNode messages) {
        MessageTypes.all().forEach((type, message) -> {
            ObjectNode node = messages.putObject(message.getSimpleName());
            node.put("name", type).put("title", message.getSimpleName());
            words.about(message).ifPresent(text -> node.put("summary", text));
            ObjectNode payload = node.putObject("payload");
            payload.putArray("allOf")
                    .add(Json.mapper().createObjectNode().put("$ref", "./schemas/envelope.schema.json"))
                    .add(typed(type));
            ObjectNode kafka = node.putObject("bindings").putObject("kafka");
            kafka.putObject("key").put("type", "string").put("description", "The database's id.");
            kafka.put("bindingVersion", "0.5.0");
        });
        ObjectNode dead = messages.putObject("DeadLetter").put("title", "DeadLetter");
        dead.put("contentType", "application/octet-stream");
        ObjectNode headers = dead.putObject("headers").put("type", "object").putObject("properties");
        for (String name : List.of("reason", "coordinates", "timestamp", "bytes")) {
            headers.putObject("holdfast-" + name).put("type", "string");
        }
    }

    private static ObjectNode typed(String type) {
        ObjectNode schema = Json.mapper().createObjectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("type").put("const", type);
        properties.putObject("data").put("$ref", "./schemas/" + type + ".schema.json");
        return schema;
    }

    static Map<String, Class<? extends Message>> on(Topic topic) {
        Map<String, Class<? extends Message>> found = new TreeMap<>(MessageTypes.all());
        found.values().removeIf(message -> MessageTypes.topicOf(message) != topic);
        return found;
    }
}
