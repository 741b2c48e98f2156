package io.holdfast.events.log;

/** Thrown by a handler that understands a message but can never process it. The record becomes a dead letter. */
public final class UnprocessableMessageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason one sentence for the reader of the dead letter */
    public UnprocessableMessageException(String reason) {
        super(reason, null, false, false);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
