package io.holdfast.events;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message with its CloudEvents attributes.
 *
 * @param source the publisher: {@code /holdfast/dump-service}, or any name that a foreign system uses
 * @param id unique in the source; a repetition of (source, id) is the same message
 * @param time when it happened, by the sender's clock
 * @param traceparent W3C trace context, if the sender provided one
 */
public record Envelope<M extends Message>(
        URI source,
        String id,
        Instant time,
        M message,
        @Nullable String traceparent) {

    public static <M extends Message> Envelope<M> of(URI source, String id, Instant time, M message) {
        return new Envelope<>(source, id, time, message, null);
    }

    public RequestRef requestRef() {
        return new RequestRef(source, id);
    }
}
