package io.holdfast.events.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.holdfast.events.Topic;
import io.holdfast.events.codec.RecordDecodeResult.Read;
import io.holdfast.events.codec.RecordDecodeResult.Unreadable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.AbstractMap.SimpleEntry;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Decoding never throws and never takes long, whatever the bytes and headers are, and its result can always be stored. */
class CodecFuzzTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final List<byte[]> EXAMPLES = Documents.in(Documents.EXAMPLES).stream()
            .map(CodecFuzzTest::example)
            .toList();
    private static final List<String> EVIL = List.of(
            "\\u0000",
            "\\uD800",
            "\u202e",
            "1e999",
            "-0",
            "null",
            "{}",
            "[]",
            "\"",
            "\\",
            "{",
            "[[[[",
            "\u0000",
            "999999999999999999999999999999",
            "\"2026-13-99T99:99:99Z\"",
            "\"PT9999999999999999999H\"",
            "\uFEFF",
            "//",
            "\"+999999999-01-01T00:00:00Z\"",
            "\"data_base64\":\"e30=\",",
            "\"specversion\":\"0.3\",",
            "NaN",
            "\"id\":1,");

    private final EventCodec codec = new EventCodec();

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void arbitrary_bytes_with_arbitrary_headers(
            @ForAll Topic topic, @ForAll byte[] value, @ForAll("headers") Headers headers) {
        isReadQuietly(RawRecords.with(topic, headers, value));
    }

    @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
    void examples_with_something_cut_out_doubled_or_put_in(@ForAll Topic topic, @ForAll("mutations") byte[] value) {
        isReadQuietly(RawRecords.on(topic, value));
    }

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void examples_as_the_data_of_binary_events(
            @ForAll Topic topic, @ForAll("headers") Headers headers, @ForAll("mutations") byte[] value) {
        isReadQuietly(RawRecords.with(topic, headers, value));
    }

    private void isReadQuietly(RawRecord record) {
        RecordDecodeResult recordDecodeResult = assertTimeout(LONG, () -> codec.decode(record));

        switch (recordDecodeResult) {
            case Read read -> assertThat(codec.encode(read.envelope())).isNotEmpty();
            case RecordDecodeResult.Unknown unknown ->
                assertThat(unknown.type()).isNotNull();
            case Unreadable unreadable ->
                assertThat(unreadable.reason())
                        .isNotBlank()
                        .hasSizeLessThan(500)
                        .doesNotContainPattern("[\\p{Cntrl}\\u202A-\\u202E]")
                        .doesNotContain("io.holdfast", "java.", "jackson");
        }
    }

    @Provide
    Arbitrary<byte[]> mutations() {
        return Combinators.combine(
                        Arbitraries.of(EXAMPLES),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.of(EVIL),
                        Arbitraries.integers().between(0, 4))
                .as((example, where, length, evil, how) -> {
                    int at = (int) (where * (example.length - 1));
                    int end = Math.min(example.length, at + length);
                    byte[] put = evil.getBytes(StandardCharsets.UTF_8);
                    return switch (how) {
                        case 0 -> joined(head(example, at), tail(example, end));
                        case 1 -> joined(head(example, end), tail(example, at));
                        case 2 -> joined(head(example, at), joined(put, tail(example, at)));
                        case 3 -> joined(head(example, at), joined(put, tail(example, end)));
                        default -> flipped(example, at, length);
                    };
                });
    }

    @Provide
    Arbitrary<Headers> headers() {
        Arbitrary<String> names = Arbitraries.oneOf(
                Arbitraries.of(
                        "ce_specversion",
                        "ce_id",
                        "ce_source",
                        "ce_type",
                        "ce_time",
                        "ce_subject",
                        "ce_dataschema",
                        "ce_traceparent",
                        "ce_datacontenttype",
                        "content-type",
                        "ce_",
                        "ce_é"),
                Arbitraries.strings().ofMaxLength(5));
        Arbitrary<byte[]> values = Arbitraries.oneOf(
                Arbitraries.of(
                                "1.0",
                                "0.3",
                                "holdfast.backup.requested.v1",
                                "holdfast.backup.completed.v1",
                                "/ci",
                                "http://[",
                                "2026-05-18T02:00:00Z",
                                "application/cloudevents+json",
                                "application/json",
                                "",
                                "application/cloudevents-batch+json")
                        .map(text -> text.getBytes(StandardCharsets.UTF_8)),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(8));
        return Combinators.combine(names, values.injectNull(0.05))
                .as((name, value) -> new SimpleEntry<>(name, value))
                .list()
                .ofMaxSize(8)
                .map(entries -> {
                    Headers headers = new RecordHeaders();
                    entries.forEach(entry -> headers.add(entry.getKey(), entry.getValue()));
                    return headers;
                });
    }

    private static byte[] example(Path file) {
        return Documents.read(file).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] flipped(byte[] bytes, int at, int bit) {
        byte[] copy = bytes.clone();
        copy[at] ^= (byte) (1 << (bit % 8));
        return copy;
    }

    private static byte[] head(byte[] bytes, int end) {
        return Arrays.copyOf(bytes, end);
    }

    private static byte[] tail(byte[] bytes, int from) {
        return Arrays.copyOfRange(bytes, from, bytes.length);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
