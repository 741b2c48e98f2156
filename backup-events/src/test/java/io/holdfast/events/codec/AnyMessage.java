package io.holdfast.events.codec;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Envelope;
import io.holdfast.events.Message;
import io.holdfast.events.Sha256;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Generates any message that its record's constructor accepts, by traversing the record. */
final class AnyMessage {

    private static final Arbitrary<String> WORD = Arbitraries.strings()
            .withCharRange('a', 'z')
            .withCharRange('A', 'Z')
            .withCharRange('0', '9')
            .ofMinLength(1)
            .ofMaxLength(60);

    private AnyMessage() {}

    static Arbitrary<Envelope<Message>> inEnvelope() {
        return Combinators.combine(WORD, uri(), instant(), message(), Arbitraries.of(true, false))
                .as((id, source, time, message, traced) -> new Envelope<>(
                        source,
                        id,
                        time,
                        message,
                        traced ? "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" : null))
                .withoutEdgeCases();
    }

    static Arbitrary<Message> message() {
        return Arbitraries.of(MessageTypes.all().values())
                .flatMap(AnyMessage::of)
                .withoutEdgeCases();
    }

    private static Arbitrary<Message> of(Class<? extends Message> type) {
        return record(type).map(type::cast);
    }

    private static Arbitrary<Object> record(Class<?> type) {
        List<Arbitrary<@Nullable Object>> components = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Arbitrary<@Nullable Object> any = value(component.getGenericType()).map(value -> value);
            boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            components.add(optional ? any.injectNull(0.3) : any);
        }
        return Combinators.combine(components).as(values -> construct(type, values));
    }

    private static Object construct(Class<?> type, List<@Nullable Object> values) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(Stream.of(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type.getSimpleName() + " of " + values, e);
        }
    }

    private static Arbitrary<?> value(Type type) {
        if (type instanceof ParameterizedType list) {
            return value(list.getActualTypeArguments()[0]).list().ofMinSize(1).ofMaxSize(3);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isEnum()) {
            return Arbitraries.of(plain.getEnumConstants());
        }
        if (plain.isPrimitive() || plain == Integer.class || plain == Boolean.class) {
            return primitive(plain);
        }
        return object(plain);
    }

    private static Arbitrary<?> primitive(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return Arbitraries.of(true, false);
        }
        return type == long.class ? Arbitraries.longs() : Arbitraries.integers();
    }

    private static Arbitrary<?> object(Class<?> type) {
        if (type == String.class) {
            return Arbitraries.strings().all().ofMaxLength(40).filter(AnyMessage::isStorable);
        }
        if (type == UUID.class) {
            return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
        }
        if (type == Instant.class) {
            return instant();
        }
        if (type == Duration.class) {
            return Arbitraries.longs().between(0, Long.MAX_VALUE).map(Duration::ofNanos);
        }
        if (type == URI.class) {
            return uri();
        }
        if (type == DatabaseId.class) {
            return WORD.map(DatabaseId::new);
        }
        if (type == Sha256.class) {
            return Arbitraries.bytes().array(byte[].class).ofSize(32).map(Sha256::of);
        }
        if (type == BackupCopyRecord.class || type == CopyLocation.class) {
            Arbitrary<BackupCopyRecord> copy = Combinators.combine(
                            WORD,
                            WORD,
                            WORD.injectNull(0.5),
                            Arbitraries.longs().greaterOrEqual(0),
                            sha256())
                    .as(BackupCopyRecord::new);
            return type == BackupCopyRecord.class ? copy : copy.map(BackupCopyRecord::ref);
        }
        return record(type);
    }

    private static Arbitrary<Sha256> sha256() {
        return Arbitraries.bytes().array(byte[].class).ofSize(32).map(Sha256::of);
    }

    private static Arbitrary<URI> uri() {
        return WORD.map(word -> URI.create("/" + word));
    }

    private static Arbitrary<Instant> instant() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 253_402_300_799L),
                        Arbitraries.integers().between(0, 999_999_999))
                .as(Instant::ofEpochSecond);
    }

    private static boolean isStorable(String text) {
        return text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    }
}
