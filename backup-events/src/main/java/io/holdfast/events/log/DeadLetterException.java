package io.holdfast.events.log;

/** Thrown by a handler that understands a message and can never act on it; the record goes to the dead letters. */
public final class DeadLetterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason one sentence for the person who reads the dead letters */
    public DeadLetterException(String reason) {
        super(reason, null, false, false);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
