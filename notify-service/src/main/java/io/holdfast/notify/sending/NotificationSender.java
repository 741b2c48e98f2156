package io.holdfast.notify.sending;

import io.holdfast.notify.notifying.DeliveryResult;
import io.holdfast.notify.settings.Sink;

/** Sends events with one protocol. */
public interface NotificationSender {

    /** Returns within about the sink's timeout. Every error is returned as a {@link DeliveryResult.Failed}. */
    DeliveryResult send(Sink sink, DeliveryPayload payload);
}
