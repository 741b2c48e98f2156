package io.holdfast.events.log;

import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.Topic;
import io.holdfast.events.codec.EventCodec;
import io.holdfast.events.codec.RawRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Stores dead letters: the first 64 KiB of the value, with the reason and the coordinates in the headers {@code holdfast-reason} and
 * {@code holdfast-coordinates}. One service writes the dead letters of a topic.
 */
@ApplicationScoped
class DeadLetterOutbox {

    private static final Logger LOG = Logger.getLogger(DeadLetterOutbox.class);
    private static final int MAX_HEADERS = 20;
    private static final int MAX_HEADER_CHARS = 256;
    private static final int MAX_KEY_BYTES = 256;

    private final Outbox outbox;
    private final Set<String> kept;
    private final InboxMetrics meters;

    DeadLetterOutbox(Outbox outbox, EventLogSettings settings, InboxMetrics meters) {
        this.outbox = outbox;
        this.kept = settings.keeperOf().orElse(Set.of());
        this.meters = meters;
    }

    /** Must be called in a transaction. */
    void write(RawRecord raw, byte @Nullable [] key, String reason) {
        meters.unreadable(raw.topic());
        LOG.warnf("%s is a dead letter: %s", raw.coordinates(), reason);
        if (!kept.contains(raw.topic())) {
            return;
        }
        byte[] value = raw.value() == null ? new byte[0] : raw.value();
        outbox.write(
                Topic.deadLetterName(raw.topic()),
                key == null
                        ? null
                        : new String(key, 0, Math.min(key.length, MAX_KEY_BYTES), StandardCharsets.UTF_8)
                                .replace("\0", ""),
                NameBasedUuid.within(raw.topicId(), "dead", raw.partition() + "/" + raw.offset())
                        .toString(),
                headers(raw, reason),
                Arrays.copyOf(value, Math.min(value.length, EventCodec.MAX_BYTES)));
    }

    private static Map<String, String> headers(RawRecord raw, String reason) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : raw.headers()) {
            if (headers.size() < MAX_HEADERS && header.value() != null) {
                headers.put(bounded(header.key()), bounded(new String(header.value(), StandardCharsets.UTF_8)));
            }
        }
        headers.put("holdfast-reason", reason);
        headers.put("holdfast-coordinates", raw.coordinates());
        headers.put("holdfast-timestamp", raw.timestamp().toString());
        headers.put("holdfast-bytes", Integer.toString(raw.value() == null ? 0 : raw.value().length));
        return headers;
    }

    /** PostgreSQL's jsonb does not support NUL. */
    private static String bounded(String text) {
        return text.substring(0, Math.min(text.length(), MAX_HEADER_CHARS)).replace("\0", "");
    }
}
