package io.holdfast.restoring.server;

import io.holdfast.postgrestools.PoolerRefused;
import io.holdfast.postgrestools.TlsRefused;
import java.io.Serial;
import java.sql.SQLException;

/** A server that refuses, is away, or is full: whoever asked decides whether to come back. */
public final class TargetTrouble extends RuntimeException {

    public static final String UNREACHABLE = "target_unreachable";
    public static final String REFUSED = "target_refused";
    public static final String RESTARTED = "target_restarted";
    public static final String FULL = "target_full";
    public static final String OTHER = "target_error";

    @Serial
    private static final long serialVersionUID = 1;

    private final String reason;

    public TargetTrouble(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Stable word for machines. */
    public String reason() {
        return reason;
    }

    /** By the SQLSTATE alone: the server's own text may quote rows. */
    static TargetTrouble of(SQLException e) {
        if (e instanceof TlsRefused) {
            return new TargetTrouble(REFUSED, String.valueOf(e.getMessage()));
        }
        if (e instanceof PoolerRefused) {
            return new TargetTrouble(REFUSED, String.valueOf(e.getMessage()));
        }
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (state.startsWith("08001") || state.equals("08004") || state.equals("57P03") || state.startsWith("53300")) {
            return new TargetTrouble(
                    UNREACHABLE,
                    "The target server takes no connection (SQLSTATE " + state + "). Check host and port.");
        }
        if (state.startsWith("28")) {
            return new TargetTrouble(
                    REFUSED,
                    "The target server refused the role or its password (SQLSTATE " + state
                            + "). Check username and password, and the server's pg_hba.conf.");
        }
        if (state.equals("42501")) {
            return new TargetTrouble(
                    REFUSED,
                    "The role may not do this on the target server (SQLSTATE 42501). It needs CREATEDB, and the rights of"
                            + " the database's owner.");
        }
        if (state.equals("53100")) {
            return new TargetTrouble(FULL, "The target server has no room left (SQLSTATE 53100). Free space there.");
        }
        if (state.startsWith("08") || state.startsWith("57P")) {
            return new TargetTrouble(
                    RESTARTED,
                    "The connection to the target server broke (SQLSTATE " + state + "). See that server's log.");
        }
        return new TargetTrouble(
                OTHER, "The target server refused a statement (SQLSTATE " + state + "). See this service's log.");
    }
}
