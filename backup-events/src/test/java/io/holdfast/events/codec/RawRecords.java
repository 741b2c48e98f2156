package io.holdfast.events.codec;

import io.holdfast.events.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Records as received from a broker. */
final class RawRecords {

    static final Instant BROKER_TIME = Instant.parse("2026-05-18T01:59:59Z");
    static final UUID TOPIC_ID = UUID.fromString("9a3b8a4e-4c35-4b0e-8a58-0d8f7f0c7a11");

    private RawRecords() {}

    static RawRecord on(Topic topic, String value) {
        return on(topic, value.getBytes(StandardCharsets.UTF_8));
    }

    static RawRecord on(Topic topic, byte @Nullable [] value) {
        return with(topic, new RecordHeaders(), value);
    }

    static RawRecord with(Topic topic, Headers headers, byte @Nullable [] value) {
        return new RawRecord(topic.topicName(), TOPIC_ID, 3, 17, BROKER_TIME, headers, value);
    }

    /** Headers from pairs of name and value; a missing value is a null header. */
    static Headers headers(@Nullable String... pairs) {
        RecordHeaders headers = new RecordHeaders();
        for (int i = 0; i < pairs.length; i += 2) {
            String value = pairs[i + 1];
            headers.add(String.valueOf(pairs[i]), value == null ? null : value.getBytes(StandardCharsets.UTF_8));
        }
        return headers;
    }
}
