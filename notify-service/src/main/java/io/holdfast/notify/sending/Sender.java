package io.holdfast.notify.sending;

import io.holdfast.notify.notifying.Outcome;
import io.holdfast.notify.settings.Sink;

/** Sends to the sinks of one way of sending. */
public interface Sender {

    /** Returns within about the sink's timeout; whatever goes wrong is an {@link Outcome.Failed}. */
    Outcome send(Sink sink, Parcel parcel);
}
