package io.holdfast.notify.settings;

/** A sink cannot be used as it is configured; the message says why, and repeats nothing that is secret. */
public final class SinkSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SinkSettingsException(String message) {
        super(message);
    }
}
