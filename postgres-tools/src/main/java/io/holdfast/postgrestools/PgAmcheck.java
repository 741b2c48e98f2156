package io.holdfast.postgrestools;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/**
 * pg_amcheck, which looks whether tables and B-tree indexes are sound. It comes with the server's programs of 14 and later, and not with
 * every client package.
 */
public record PgAmcheck(ClientPrograms programs, Connection target, int jobs) {

    /** How it ends where something is corrupt; its stdout says what. */
    public static final int CORRUPT = 2;

    private static final String NAME = "pg_amcheck";

    public boolean isInstalled() {
        return Files.isExecutable(programs.program(NAME));
    }

    /**
     * Looks at the whole database, and installs the extension there for that.
     *
     * @throws IOException when it cannot be started at all
     */
    public RunningProgram start() throws IOException {
        // The database's name comes from the environment: as an argument it could be a whole connection string.
        return Launcher.start(
                List.of(programs.program(NAME).toString(), "--install-missing", "--jobs=" + jobs, "--no-password"),
                target.environment(),
                target.password());
    }
}
