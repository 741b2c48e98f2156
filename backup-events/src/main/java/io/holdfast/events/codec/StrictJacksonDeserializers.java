package io.holdfast.events.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.NameBasedUuid;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.function.Function;

/**
 * Parses times, durations and ids in their only written form. Jackson's own deserializers also accept numbers (of which {@code 1e999}
 * causes an unexpected exception), Base64 and the empty string.
 */
final class StrictJacksonDeserializers {

    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private StrictJacksonDeserializers() {}

    static SimpleModule module() {
        return new SimpleModule("plain values")
                .addDeserializer(Instant.class, new FromText<>(Instant.class, StrictJacksonDeserializers::instant))
                .addDeserializer(Duration.class, new FromText<>(Duration.class, Duration::parse))
                .addDeserializer(UUID.class, new FromText<>(UUID.class, NameBasedUuid::parse));
    }

    /** Whether databases and people can use the value; {@code Instant.MAX} does not fit into a timestamp. */
    static boolean isPlausible(Instant instant) {
        return !instant.isBefore(FIRST) && instant.isBefore(END);
    }

    private static Instant instant(String text) {
        Instant instant = OffsetDateTime.parse(text).toInstant();
        if (!isPlausible(instant)) {
            throw new IllegalArgumentException("expected a time between the years 1970 and 9999");
        }
        return instant;
    }

    private static final class FromText<T> extends StdScalarDeserializer<T> {

        private static final long serialVersionUID = 1L;

        private final transient Function<String, T> reading;

        FromText(Class<T> type, Function<String, T> reading) {
            super(type);
            this.reading = reading;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return context.reportInputMismatch(this, "expected a string");
            }
            String text = parser.getText();
            try {
                return reading.apply(text);
            } catch (DateTimeException | IllegalArgumentException e) {
                return context.reportInputMismatch(
                        this,
                        "'%s' is not valid: %s",
                        ControlCharacterSanitizer.shortened(text),
                        String.valueOf(e.getMessage()));
            }
        }
    }
}
