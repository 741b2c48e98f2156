package io.holdfast.events.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.holdfast.events.Topic;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The committed documents match the records. To regenerate them, run
 * {@code mvn -q -pl backup-events -am test -Dtest=DocumentsTest -Dsurefire.failIfNoSpecifiedTests=false -Dholdfast.documents=write}.
 */
class DocumentsTest {

    private static final String HINT =
            "Write them anew: mvn -q -pl backup-events -am test -Dtest=DocumentsTest -Dsurefire.failIfNoSpecifiedTests=false -Dholdfast.documents=write";
    private static final Path ASYNCAPI = Documents.FOLDER.resolve("asyncapi.yaml");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .build();

    @BeforeAll
    static void write_when_asked() {
        if ("write".equals(System.getProperty("holdfast.documents"))) {
            schemas().forEach((name, text) -> Documents.write(Documents.SCHEMAS.resolve(name), text));
            Documents.write(ASYNCAPI, asyncApi());
        }
    }

    @Test
    void the_committed_schemas_are_those_of_the_records() {
        Map<String, String> committed = Documents.in(Documents.SCHEMAS).stream()
                .collect(Collectors.toMap(file -> file.getFileName().toString(), Documents::read));

        assertThat(committed).as(HINT).containsExactlyInAnyOrderEntriesOf(schemas());
    }

    @Test
    void the_committed_asyncapi_is_that_of_the_topics_and_messages() {
        assertThat(Documents.read(ASYNCAPI)).as(HINT).isEqualTo(asyncApi());
    }

    @Test
    void asyncapi_names_every_topic_its_dead_letters_and_every_message_once() throws JsonProcessingException {
        JsonNode document = YAML.readTree(Documents.read(ASYNCAPI));

        assertThat(document.get("channels").propertyStream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Topic.values())
                        .flatMap(topic -> topic == Topic.BACKUP_PROGRESS
                                ? Stream.of(topic.topicName())
                                : Stream.of(topic.topicName(), topic.deadLetterName()))
                        .toList());
        assertThat(document.get("channels").findValues("messages").stream()
                        .flatMap(JsonNode::propertyStream)
                        .map(Map.Entry::getKey)
                        .filter(name -> !name.equals("DeadLetter")))
                .containsExactlyInAnyOrderElementsOf(MessageTypes.all().values().stream()
                        .map(Class::getSimpleName)
                        .toList());
    }

    private static Map<String, String> schemas() {
        Schemas schemas = new Schemas();
        Map<String, String> texts = new TreeMap<>();
        texts.put("envelope.schema.json", pretty(schemas.ofEnvelope()));
        MessageTypes.all()
                .forEach((type, message) -> texts.put(type + ".schema.json", pretty(schemas.ofData(message))));
        return texts;
    }

    private static String pretty(JsonNode json) {
        return json.toPrettyString().replace(System.lineSeparator(), "\n") + "\n";
    }

    private static String asyncApi() {
        try {
            return YAML.writeValueAsString(new AsyncApi().document());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
