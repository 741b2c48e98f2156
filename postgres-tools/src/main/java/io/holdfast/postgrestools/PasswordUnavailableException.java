package io.holdfast.postgrestools;

import java.io.Serial;

/**
 * The password could not be read. No server has refused it, so a retry cannot lock a role. The message is for operators, has a hint and
 * contains no secret.
 */
public final class PasswordUnavailableException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    private final String problem;
    private final String hint;

    public PasswordUnavailableException(String problem, String hint) {
        super(problem + " " + hint);
        this.problem = problem;
        this.hint = hint;
    }

    /** The problem, without the hint. */
    public String problem() {
        return problem;
    }

    /** The hint: how to solve the problem. */
    public String hint() {
        return hint;
    }
}
