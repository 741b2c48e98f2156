package io.holdfast.notify.sending;

import io.holdfast.notify.notifying.DeliveryResult;
import io.holdfast.notify.settings.Sink;

/** Sends to the sinks of one way of sending. */
public interface EventSender {

    /** Returns within about the sink's timeout; whatever goes wrong is an {@link DeliveryResult.Failed}. */
    DeliveryResult send(Sink sink, DeliveryPayload payload);
}
