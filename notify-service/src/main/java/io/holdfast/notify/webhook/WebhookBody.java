package io.holdfast.notify.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.holdfast.events.codec.Json;
import io.holdfast.notify.sending.DeliveryPayload;
import io.holdfast.notify.sending.EventMessage;
import io.holdfast.notify.settings.NotifySettings.Format;
import java.util.Map;

/** What is posted. */
final class WebhookBody {

    private static final int LONGEST_HEADLINE = 3_000;

    private WebhookBody() {}

    /** Bytes and what they are. */
    record Form(String contentType, byte[] bytes) {}

    static Form of(Format format, DeliveryPayload payload) {
        return switch (format) {
            case CLOUDEVENTS -> new Form("application/cloudevents+json; charset=UTF-8", payload.event());
            case SLACK -> new Form("application/json; charset=UTF-8", slack(EventMessage.of(payload)));
            case EMAIL -> throw new IllegalStateException("an e-mail is not posted");
        };
    }

    private static byte[] slack(EventMessage message) {
        String text = escaped(message.headline(LONGEST_HEADLINE)) + "\n_" + message.time()
                + (message.backup().isEmpty() ? "" : ", backup " + message.backup()) + "_";
        try {
            return Json.mapper().writeValueAsBytes(Map.of("text", text));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a text can be written", e);
        }
    }

    /** So that nothing in an event becomes a link or calls a whole channel. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
