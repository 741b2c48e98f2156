package io.holdfast.notify.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.holdfast.events.codec.Json;
import io.holdfast.notify.sending.DeliveryPayload;
import io.holdfast.notify.sending.NotificationMessage;
import io.holdfast.notify.settings.NotifySettings.Format;
import java.util.Map;

/** Renders the body of a webhook request. */
final class WebhookBodyRenderer {

    private static final int LONGEST_HEADLINE = 3_000;

    private WebhookBodyRenderer() {}

    /** The body with its content type. */
    record Form(String contentType, byte[] bytes) {}

    static Form of(Format format, DeliveryPayload payload) {
        return switch (format) {
            case CLOUDEVENTS -> new Form("application/cloudevents+json; charset=UTF-8", payload.event());
            case SLACK -> new Form("application/json; charset=UTF-8", slack(NotificationMessage.of(payload)));
            case EMAIL -> throw new IllegalStateException("format email has no webhook body");
        };
    }

    private static byte[] slack(NotificationMessage message) {
        String text = escaped(message.headline(LONGEST_HEADLINE)) + "\n_" + message.time()
                + (message.backup().isEmpty() ? "" : ", backup " + message.backup()) + "_";
        try {
            return Json.mapper().writeValueAsBytes(Map.of("text", text));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a string as JSON", e);
        }
    }

    /** Escapes the text, so that an event cannot contain links or notify a whole channel. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
