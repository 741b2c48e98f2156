package io.holdfast.cli.session;

import org.jspecify.annotations.Nullable;

/** Ends a command with one sentence for the operator, a hint, and an exit code; never with a stack trace. */
public final class Complaint extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ExitCode exitCode;
    private final String hint;

    /**
     * @param message what happened, one sentence
     * @param hint what to do about it; empty where there is nothing to say
     */
    public Complaint(ExitCode exitCode, String message, String hint) {
        this(exitCode, message, hint, null);
    }

    public Complaint(ExitCode exitCode, String message, String hint, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
        this.hint = hint;
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    public String hint() {
        return hint;
    }
}
