package io.holdfast.postgrestools;

import java.io.Serial;

/**
 * Whoever keeps a password does not give it just now; no server has refused it. Trying again is free, because no role can be
 * locked by it. The message is for a person, with a hint and without any secret.
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

    /** What happened, without the hint. */
    public String problem() {
        return problem;
    }

    /** What to do about it. */
    public String hint() {
        return hint;
    }
}
