package io.holdfast.postgrestools;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Roles and tablespaces of a server as SQL, the companion of a full backup. Signs in to the database {@code postgres} (or
 * {@code template1}), whatever the connection's database is.
 *
 * @param passwords whether the password hashes are part of it
 */
public record PgDumpall(ClientPrograms programs, Connection connection, RolePasswords passwords, Duration lockWait) {

    /** Only superusers may read {@code pg_authid}, and managed services give it to nobody. */
    public enum RolePasswords {
        /** Where {@code has_table_privilege('pg_catalog.pg_authid', 'SELECT')}: the roles can sign in after a restore. */
        INCLUDED,
        /** Otherwise: the roles come back without passwords, and each needs a new one. */
        LEFT_OUT
    }

    /** @throws IOException when pg_dumpall cannot be started at all */
    public RunningProgram start() throws IOException {
        return Launcher.start(command(), connection);
    }

    List<String> command() {
        String pgDumpall = programs.program("pg_dumpall").toString();
        String waiting = "--lock-wait-timeout=" + lockWait.toMillis();
        return switch (passwords) {
            case INCLUDED -> List.of(pgDumpall, "--globals-only", "--no-password", waiting);
            case LEFT_OUT -> List.of(pgDumpall, "--globals-only", "--no-password", waiting, "--no-role-passwords");
        };
    }
}
