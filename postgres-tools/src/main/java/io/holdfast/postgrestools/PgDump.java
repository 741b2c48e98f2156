package io.holdfast.postgrestools;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** pg_dump of one database, as a custom-format archive on its stdout. */
public record PgDump(ClientPrograms programs, DatabaseConnection connection, Options options) {

    /**
     * What to dump and how.
     *
     * @param schemaOnly leave the rows out
     * @param compression must be known to the programs, see {@link ArchiveCompression#isKnownTo}
     * @param lockWait fail when a table's lock is not granted in this time
     * @param niceness 0 (as this JVM) to 19 (gives way to everything)
     */
    public record Options(boolean schemaOnly, ArchiveCompression compression, Duration lockWait, int niceness) {

        public Options {
            if (niceness < 0 || niceness > 19) {
                throw new IllegalArgumentException("Niceness must be 0 to 19, not " + niceness + ".");
            }
        }
    }

    /**
     * Starts it. The archive may be sealed only after {@link ExitResult#succeeded()}.
     *
     * @throws IOException when pg_dump cannot be started at all
     */
    public RunningProgram start() throws IOException {
        return ProgramLauncher.start(command(), connection);
    }

    List<String> command() {
        List<String> command = new ArrayList<>();
        if (options.niceness() > 0) {
            command.addAll(List.of("nice", "-n", Integer.toString(options.niceness())));
        }
        command.add(programs.program("pg_dump").toString());
        command.add("--format=custom");
        // So that the archive has the database's own settings. pg_restore leaves them out unless it is told --create
        // too.
        command.add("--create");
        command.add("--no-password");
        command.add("--lock-wait-timeout=" + options.lockWait().toMillis());
        command.add(options.compression().argument(programs.version()));
        if (options.schemaOnly()) {
            command.add("--schema-only");
        }
        return command;
    }
}
