package io.holdfast.dump.source;

import io.holdfast.events.Failure;
import io.holdfast.postgrestools.TlsRefused;
import java.sql.SQLException;

/** What a refused or broken connection means. Made of our own sentences: a driver's message can quote an address. */
final class SourceTrouble {

    private SourceTrouble() {}

    static SourceLook.NotSeen of(SQLException e) {
        if (e instanceof TlsRefused) {
            return new SourceLook.NotSeen(Failure.AUTHENTICATION, String.valueOf(e.getMessage()));
        }
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (state.startsWith("28")) {
            return new SourceLook.NotSeen(
                    Failure.AUTHENTICATION,
                    "The server refused the role, its password or this host (SQLSTATE " + state
                            + "). Check username and password, and the server's pg_hba.conf for this host.");
        }
        if (state.equals("3D000")) {
            return new SourceLook.NotSeen(
                    Failure.NO_SUCH_DATABASE, "The server has no such database. Check the configured database name.");
        }
        if (state.equals("42501")) {
            return new SourceLook.NotSeen(
                    Failure.PERMISSION, "The role may not look at the database. Grant it CONNECT.");
        }
        // Without a password, where one is needed, the driver gives up with 08004.
        if (state.equals("08004")) {
            return new SourceLook.NotSeen(
                    Failure.AUTHENTICATION, "The server wants a password, and none is configured for this database.");
        }
        return new SourceLook.NotSeen(
                Failure.UNREACHABLE,
                "The server did not answer" + (state.isEmpty() ? "" : " (SQLSTATE " + state + ")")
                        + ". Check host and port, that the server runs, and firewalls between.");
    }
}
