package io.holdfast.notify.sending;

import io.holdfast.events.NameBasedUuid;
import java.util.regex.Pattern;

/**
 * One event on its way to one sink.
 *
 * @param event the structured CloudEvent, as bytes of JSON
 * @param attempt from 1
 */
public record DeliveryPayload(String source, String id, String type, byte[] event, int attempt) {

    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    /** The same at each attempt, and safe in a header: the event's own id, or one that follows from source and id. */
    public String messageId() {
        return HARMLESS.matcher(id).matches()
                ? id
                : NameBasedUuid.of("webhook", source, id).toString();
    }
}
