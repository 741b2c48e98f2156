package io.holdfast.postgrestools;

import java.io.Serial;
import java.sql.SQLException;

/**
 * A connection pooler stands between, and gives no session of its own, or takes none of our start-up parameters. Waiting does not help.
 * The message is ours, with a hint.
 */
public final class PoolerRefusedException extends SQLException {

    @Serial
    private static final long serialVersionUID = 1;

    /** {@code protocol_violation}, as PgBouncer answers to a parameter that it does not know. */
    private static final String STATE = "08P01";

    private final String problem;
    private final String hint;

    private PoolerRefusedException(String problem, DatabaseConnection to) {
        this(
                problem,
                "Connect to the server itself, or to a pool in session mode: set "
                        + to.server().named() + ".");
    }

    private PoolerRefusedException(String problem, String hint) {
        super(problem + " " + hint, STATE);
        this.problem = problem;
        this.hint = hint;
    }

    static PoolerRefusedException takesNoParameters(DatabaseConnection to, SQLException cause) {
        PoolerRefusedException refused = new PoolerRefusedException(
                "A connection pooler or proxy answers there and refuses start-up parameters (SQLSTATE "
                        + cause.getSQLState() + ").",
                to);
        refused.initCause(cause);
        return refused;
    }

    static PoolerRefusedException sharesSessions(DatabaseConnection to) {
        return new PoolerRefusedException(
                "A connection pooler answers there and gives each transaction another session, so settings of a session would"
                        + " be lost and would reach other clients.",
                to);
    }

    static PoolerRefusedException notShown(DatabaseConnection to, SQLException cause) {
        PoolerRefusedException refused = new PoolerRefusedException(
                "A connection pooler answers there, and it could not be found out whether a session stays the same (SQLSTATE "
                        + cause.getSQLState() + " for a second connection).",
                to);
        refused.initCause(cause);
        return refused;
    }

    /** What was found, without the hint. */
    public String problem() {
        return problem;
    }

    /** What to do about it. */
    public String hint() {
        return hint;
    }
}
