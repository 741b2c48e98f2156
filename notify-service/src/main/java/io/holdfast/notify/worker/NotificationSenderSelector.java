package io.holdfast.notify.worker;

import io.holdfast.notify.mail.MailSender;
import io.holdfast.notify.sending.NotificationSender;
import io.holdfast.notify.settings.Sink;
import io.holdfast.notify.webhook.WebhookSender;
import jakarta.enterprise.context.ApplicationScoped;

/** Selects the sender for the format of a sink. */
@ApplicationScoped
class NotificationSenderSelector {

    private final WebhookSender webhook;
    private final MailSender mail;

    NotificationSenderSelector(WebhookSender webhook, MailSender mail) {
        this.webhook = webhook;
        this.mail = mail;
    }

    NotificationSender of(Sink sink) {
        return switch (sink.format()) {
            case CLOUDEVENTS, SLACK -> webhook;
            case EMAIL -> mail;
        };
    }
}
