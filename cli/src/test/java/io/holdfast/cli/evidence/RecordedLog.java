package io.holdfast.cli.evidence;

import io.holdfast.cli.await.LogRecord;
import io.holdfast.events.Envelope;
import io.holdfast.events.Message;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.codec.EventCodec;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A log that a test tells, event by event; three partitions to a topic, keyed as by Kafka. */
public final class RecordedLog {

    private static final int PARTITIONS = 3;
    private static final URI SOURCE = URI.create("/holdfast/test");

    private final EventCodec codec = new EventCodec();
    private final Map<String, Long> next = new HashMap<>();
    private final List<LogRecord> records = new ArrayList<>();

    /** Ids follow from the order of telling, so that the same telling is the same log. */
    public RecordedLog tell(Instant at, Message message) {
        String topic = message.topic().topicName();
        int partition = Math.floorMod(message.subject().hashCode(), PARTITIONS);
        long offset = next.merge(topic + partition, 1L, Long::sum) - 1;
        String id = NameBasedUuid.of("told", Integer.toString(records.size())).toString();
        String event = new String(codec.encode(Envelope.of(SOURCE, id, at, message)), StandardCharsets.UTF_8);
        records.add(new LogRecord(topic, partition, offset, at, event));
        return this;
    }

    public List<LogRecord> records() {
        return List.copyOf(records);
    }
}
