package io.holdfast.postgrestools;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Roles and tablespaces of a server as SQL, the companion of a full backup. They are the same in each database; the connection's is only
 * where pg_dumpall signs in, which of itself knows {@code postgres} and {@code template1} alone.
 *
 * @param passwords whether the password hashes are part of it
 */
public record PgDumpall(
        ClientPrograms programs, DatabaseConnection connection, RolePasswords passwords, Duration lockWait) {

    /** Only superusers may read {@code pg_authid}, and managed services give it to nobody. */
    public enum RolePasswords {
        /** Where {@code has_table_privilege('pg_catalog.pg_authid', 'SELECT')}: the roles can sign in after a restore. */
        INCLUDED,
        /** Otherwise: the roles come back without passwords, and each needs a new one. */
        LEFT_OUT
    }

    /** @throws IOException when pg_dumpall cannot be started at all */
    public RunningProgram start() throws IOException {
        return ProgramLauncher.start(command(), connection);
    }

    List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                programs.program("pg_dumpall").toString(),
                "--globals-only",
                "--no-password",
                "--lock-wait-timeout=" + lockWait.toMillis(),
                // It is read as a connection string. The service file names the database, so that no argument has to.
                "--database=service=" + LibpqServiceFile.SERVICE));
        switch (passwords) {
            case INCLUDED -> {}
            case LEFT_OUT -> command.add("--no-role-passwords");
        }
        return command;
    }
}
