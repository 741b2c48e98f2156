package io.holdfast.events.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupId;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.Envelope;
import io.holdfast.events.Topic;
import io.holdfast.events.codec.RecordDecodeResult.Read;
import io.holdfast.events.signing.AuthorizedPublishers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples are exactly what Holdfast writes, and comply with the schemas. */
class ExamplesTest {

    private static final String ENDING = ".json";
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private final EventCodec codec = new EventCodec();

    static Stream<Path> examples() {
        return Documents.in(Documents.EXAMPLES).stream();
    }

    @Test
    void every_type_has_an_example_and_every_example_has_a_type() {
        assertThat(examples().map(file -> Documents.typeOf(file, ENDING)))
                .containsExactlyInAnyOrderElementsOf(MessageTypes.all().keySet());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_is_read_and_written_back_as_it_was(Path file) throws IOException {
        JsonNode example = json(file);

        byte[] written = codec.encode(read(file));

        assertThat(Json.mapper().readTree(written)).isEqualTo(example);
        assertThat(example.get("type").asText()).isEqualTo(Documents.typeOf(file, ENDING));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_satisfies_its_schema_and_the_envelopes(Path file) throws IOException {
        JsonNode example = json(file);

        assertThat(validate("envelope", example)).isEmpty();
        assertThat(validate(Documents.typeOf(file, ENDING), example.get("data")))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void a_schema_misses_each_required_field_and_refuses_a_value_of_another_type(Path file) throws IOException {
        String type = Documents.typeOf(file, ENDING);
        ObjectNode data = (ObjectNode) json(file).get("data");

        for (JsonNode required : schema(type).getSchemaNode().get("required")) {
            assertThat(validate(type, data.deepCopy().without(required.asText())))
                    .isNotEmpty();
        }
        for (String field : data.propertyStream().map(Map.Entry::getKey).toList()) {
            assertThat(validate(type, data.deepCopy().set(field, Json.mapper().createObjectNode())))
                    .as(field)
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void key_topic_and_type_belong_together(Path file) {
        Envelope<?> envelope = read(file);

        assertThat(MessageTypes.topicOf(envelope.message().getClass()))
                .isEqualTo(envelope.message().topic());
        if (envelope.message() instanceof BackupEvent event) {
            assertThat(event.subject()).isEqualTo(event.database().value());
            assertThat(AuthorizedPublishers.of(event).stream().map(AuthorizedPublishers::sourceOf))
                    .contains(envelope.source());
        }
    }

    @Test
    void a_backups_id_follows_from_its_request_as_the_readme_says() {
        Envelope<?> envelope = read(Documents.EXAMPLES.resolve("holdfast.backup.completed.v1.json"));

        BackupCompleted completed = (BackupCompleted) envelope.message();

        assertThat(completed.backup())
                .isEqualTo(BackupId.ofRequest(
                        completed.request().source(),
                        completed.request().id(),
                        completed.database().value(),
                        completed.kind().label()));
    }

    private Envelope<?> read(Path file) {
        Topic topic = MessageTypes.messageOf(Documents.typeOf(file, ENDING))
                .map(MessageTypes::topicOf)
                .orElseThrow();
        return ((Read) codec.decode(RawRecords.on(topic, Documents.read(file)))).envelope();
    }

    private static JsonNode json(Path file) throws IOException {
        return Json.mapper().readTree(Documents.read(file));
    }

    private static Set<ValidationMessage> validate(String type, JsonNode json) {
        return schema(type).validate(json);
    }

    private static JsonSchema schema(String type) {
        return SCHEMAS.getSchema(
                Documents.read(Documents.SCHEMAS.resolve(type + ".schema.json")),
                InputFormat.JSON,
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    }
}
