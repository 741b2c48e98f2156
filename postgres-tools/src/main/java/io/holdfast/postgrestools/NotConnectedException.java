package io.holdfast.postgrestools;

import java.io.Serial;
import java.sql.SQLException;

/**
 * The session could not be opened, and no statement was run. The SQLSTATE is that of the cause, which is the driver's exception. This type
 * distinguishes an error caused by the settings (such as an invalid name) from a statement's error with the same SQLSTATE.
 */
public final class NotConnectedException extends SQLException {

    @Serial
    private static final long serialVersionUID = 1;

    private final boolean hadPassword;

    /** @param hadPassword whether a password was configured for this connection */
    NotConnectedException(SQLException cause, boolean hadPassword) {
        super(cause.getMessage(), cause.getSQLState(), cause);
        this.hadPassword = hadPassword;
    }

    boolean hadPassword() {
        return hadPassword;
    }
}
