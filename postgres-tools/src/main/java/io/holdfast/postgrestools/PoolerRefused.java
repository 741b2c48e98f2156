package io.holdfast.postgrestools;

import java.io.Serial;
import java.sql.SQLException;

/**
 * A connection pooler stands between, and gives no session of its own, or takes none of our start-up parameters. Waiting does not help.
 * The message is ours, with a hint.
 */
public final class PoolerRefused extends SQLException {

    @Serial
    private static final long serialVersionUID = 1;

    /** {@code protocol_violation}, as PgBouncer answers to a parameter that it does not know. */
    private static final String STATE = "08P01";

    private final String problem;
    private final String hint;

    private PoolerRefused(String problem, Connection to) {
        this(
                problem,
                "Connect to the server itself, or to a pool in session mode: set "
                        + to.server().named() + ".");
    }

    private PoolerRefused(String problem, String hint) {
        super(problem + " " + hint, STATE);
        this.problem = problem;
        this.hint = hint;
    }

    static PoolerRefused takesNoParameters(Connection to, SQLException cause) {
        PoolerRefused refused = new PoolerRefused(
                "A connection pooler or proxy answers there and refuses start-up parameters (SQLSTATE "
                        + cause.getSQLState() + ").",
                to);
        refused.initCause(cause);
        return refused;
    }

    static PoolerRefused sharesSessions(Connection to) {
        return new PoolerRefused(
                "A connection pooler answers there and gives each transaction another session, so settings of a session would"
                        + " be lost and would reach other clients.",
                to);
    }

    static PoolerRefused notShown(Connection to, SQLException cause) {
        PoolerRefused refused = new PoolerRefused(
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
