package io.holdfast.localstack;

/** A part of the local stack cannot be started or stopped. The message is for users and ends with a hint. */
public final class StackException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StackException(String message) {
        super(message);
    }

    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
