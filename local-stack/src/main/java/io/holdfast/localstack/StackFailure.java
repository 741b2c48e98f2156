package io.holdfast.localstack;

/** A part of the local stack cannot be started or stopped. The message is for a person and ends with what to do. */
public final class StackFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StackFailure(String message) {
        super(message);
    }

    public StackFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
