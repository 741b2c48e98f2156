package io.holdfast.cli.evidence;

import io.holdfast.cli.await.EventLogRecord;
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

/** An event log that a test fills event by event. Each topic has three partitions, with Kafka's assignment of keys. */
public final class RecordedLog {

    private static final int PARTITIONS = 3;
    private static final URI SOURCE = URI.create("/holdfast/test");

    private final EventCodec codec = new EventCodec();
    private final Map<String, Long> next = new HashMap<>();
    private final List<EventLogRecord> records = new ArrayList<>();

    /** Ids are derived from the order of events, so that the same events give the same log. */
    public RecordedLog tell(Instant at, Message message) {
        String topic = message.topic().topicName();
        int partition = Math.floorMod(message.subject().hashCode(), PARTITIONS);
        long offset = next.merge(topic + partition, 1L, Long::sum) - 1;
        String id = NameBasedUuid.of("told", Integer.toString(records.size())).toString();
        String event = new String(codec.encode(Envelope.of(SOURCE, id, at, message)), StandardCharsets.UTF_8);
        records.add(new EventLogRecord(topic, partition, offset, at, event));
        return this;
    }

    public List<EventLogRecord> records() {
        return List.copyOf(records);
    }
}
