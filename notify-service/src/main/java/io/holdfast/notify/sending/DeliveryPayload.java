package io.holdfast.notify.sending;

import io.holdfast.events.NameBasedUuid;
import java.util.regex.Pattern;

/**
 * One event that is sent to one sink.
 *
 * @param event the structured CloudEvent as JSON
 * @param attempt number of the attempt, starting at 1
 */
public record DeliveryPayload(String source, String id, String type, byte[] event, int attempt) {

    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    /** Returns an id that is the same at each attempt and safe in a header: the event's id, or a hash of source and id. */
    public String messageId() {
        return SAFE.matcher(id).matches()
                ? id
                : NameBasedUuid.of("webhook", source, id).toString();
    }
}
