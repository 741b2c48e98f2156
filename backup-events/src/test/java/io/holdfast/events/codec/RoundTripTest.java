package io.holdfast.events.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.holdfast.events.Envelope;
import io.holdfast.events.Message;
import io.holdfast.events.codec.RecordDecodeResult.Read;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RoundTripTest {

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

    private final EventCodec codec = new EventCodec();

    @Provide
    Arbitrary<Envelope<Message>> envelopes() {
        return AnyMessage.inEnvelope();
    }

    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void whatever_is_written_is_read_as_it_was(@ForAll("envelopes") Envelope<Message> envelope) {
        byte[] written = codec.encode(envelope);

        assertThat(codec.decode(RawRecords.on(envelope.message().topic(), written)))
                .isEqualTo(new Read(envelope));
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void whatever_is_written_satisfies_the_committed_schemas(@ForAll("envelopes") Envelope<Message> envelope) {
        String written = new String(codec.encode(envelope), StandardCharsets.UTF_8);
        String type = MessageTypes.typeOf(envelope.message().getClass());

        assertThat(schema("envelope").validate(written, InputFormat.JSON)).isEmpty();
        // A request's database and kind can be any text; the schema describes what services accept.
        if (!type.endsWith(".requested.v1")) {
            assertThat(schema(type).validate(Json.mapper().valueToTree(envelope.message())))
                    .isEmpty();
        }
    }

    private static JsonSchema schema(String name) {
        return SCHEMAS.computeIfAbsent(
                name,
                missing -> FACTORY.getSchema(Documents.read(Documents.SCHEMAS.resolve(missing + ".schema.json"))));
    }
}
