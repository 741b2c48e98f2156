package io.holdfast.notify.settings;

/** The settings of a sink are invalid. The message contains the reason, and no secrets. */
public final class SinkSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SinkSettingsException(String message) {
        super(message);
    }
}
