package io.holdfast.postgrestools;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the roles and tablespaces of a server as SQL, a companion of a full backup. They are the same in all databases; the connection's
 * database is only used to sign in. By default, pg_dumpall tries only {@code postgres} and {@code template1}.
 *
 * @param passwords whether to include the password hashes
 */
public record PgDumpall(
        ClientPrograms programs, DatabaseConnection connection, RolePasswords passwords, Duration lockWait) {

    /** Only superusers can read {@code pg_authid}; managed services do not grant the right to anyone. */
    public enum RolePasswords {
        /** If {@code has_table_privilege('pg_catalog.pg_authid', 'SELECT')}: the roles can sign in after a restore. */
        INCLUDED,
        /** Otherwise: the roles are restored without passwords, and each role needs a new one. */
        LEFT_OUT
    }

    /** @throws IOException if pg_dumpall cannot be started */
    public RunningProgram start() throws IOException {
        return ProgramLauncher.start(command(), connection);
    }

    List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                programs.program("pg_dumpall").toString(),
                "--globals-only",
                "--no-password",
                "--lock-wait-timeout=" + lockWait.toMillis(),
                // The argument is parsed as a connection string. The service file has the database name, so no argument
                // contains it.
                "--database=service=" + LibpqServiceFile.SERVICE));
        switch (passwords) {
            case INCLUDED -> {}
            case LEFT_OUT -> command.add("--no-role-passwords");
        }
        return command;
    }
}
