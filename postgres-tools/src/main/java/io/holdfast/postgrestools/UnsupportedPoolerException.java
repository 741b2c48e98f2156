package io.holdfast.postgrestools;

import java.io.Serial;
import java.sql.SQLException;

/**
 * A connection pooler between client and server provides no dedicated session, or refuses the start-up parameters. A retry does not help.
 * The message is Holdfast's own, with a hint.
 */
public final class UnsupportedPoolerException extends SQLException {

    @Serial
    private static final long serialVersionUID = 1;

    /** {@code protocol_violation}: PgBouncer's answer to an unknown parameter. */
    private static final String STATE = "08P01";

    private final String problem;
    private final String hint;

    private UnsupportedPoolerException(String problem, DatabaseConnection to) {
        this(
                problem,
                "Connect to the server directly, or to a pool in session mode: set "
                        + to.server().named() + ".");
    }

    private UnsupportedPoolerException(String problem, String hint) {
        super(problem + " " + hint, STATE);
        this.problem = problem;
        this.hint = hint;
    }

    static UnsupportedPoolerException takesNoParameters(DatabaseConnection to, SQLException cause) {
        UnsupportedPoolerException refused = new UnsupportedPoolerException(
                "The address belongs to a connection pooler or proxy that refuses start-up parameters (SQLSTATE "
                        + cause.getSQLState() + ").",
                to);
        refused.initCause(cause);
        return refused;
    }

    static UnsupportedPoolerException sharesSessions(DatabaseConnection to) {
        return new UnsupportedPoolerException(
                "The address belongs to a connection pooler that can use another session for each transaction. Session settings would"
                        + " be lost, and would affect other clients.",
                to);
    }

    static UnsupportedPoolerException notShown(DatabaseConnection to, SQLException cause) {
        UnsupportedPoolerException refused = new UnsupportedPoolerException(
                "The address belongs to a connection pooler, and the check of its session mode failed (SQLSTATE "
                        + cause.getSQLState() + " for the second connection).",
                to);
        refused.initCause(cause);
        return refused;
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
