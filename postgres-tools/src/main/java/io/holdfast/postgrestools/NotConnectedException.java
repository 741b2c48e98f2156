package io.holdfast.postgrestools;

import java.io.Serial;
import java.sql.SQLException;

/**
 * The session was not opened: no statement of ours was run. It has the SQLSTATE of its cause, which is the driver's exception. The type
 * tells a code that says something of our settings (a name with odd bytes) from the same code of a statement.
 */
public final class NotConnectedException extends SQLException {

    @Serial
    private static final long serialVersionUID = 1;

    private final boolean hadPassword;

    /** @param hadPassword whether one was configured for this connection */
    NotConnectedException(SQLException cause, boolean hadPassword) {
        super(cause.getMessage(), cause.getSQLState(), cause);
        this.hadPassword = hadPassword;
    }

    boolean hadPassword() {
        return hadPassword;
    }
}
