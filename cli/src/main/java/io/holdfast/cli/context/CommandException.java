package io.holdfast.cli.context;

import org.jspecify.annotations.Nullable;

/** Ends a command with one sentence for the operator, a hint and an exit code, and without a stack trace. */
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ExitCode exitCode;
    private final String hint;

    /**
     * @param message what failed and why, in one sentence
     * @param hint what the operator can do; empty if there is nothing to do
     */
    public CommandException(ExitCode exitCode, String message, String hint) {
        this(exitCode, message, hint, null);
    }

    public CommandException(ExitCode exitCode, String message, String hint, @Nullable Throwable cause) {
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
