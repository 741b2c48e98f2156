package io.holdfast.postgrestools;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** pg_dump of one database. It writes an archive in the custom format to stdout. */
public record PgDump(ClientPrograms programs, DatabaseConnection connection, Options options) {

    /**
     * What to dump and how.
     *
     * @param schemaOnly omit the rows
     * @param compression must be supported by the programs, see {@link ArchiveCompression#isKnownTo}
     * @param lockWait fail if a table's lock is not granted in this time
     * @param niceness 0 (the priority of this JVM) to 19 (lowest priority)
     */
    public record Options(boolean schemaOnly, ArchiveCompression compression, Duration lockWait, int niceness) {

        public Options {
            if (niceness < 0 || niceness > 19) {
                throw new IllegalArgumentException("Niceness must be from 0 to 19, not " + niceness + ".");
            }
        }
    }

    /**
     * Starts pg_dump. The archive may be sealed only after {@link ProgramExitResult#succeeded()}.
     *
     * @throws IOException if pg_dump cannot be started
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
        // With this option, the archive contains the database's own settings. pg_restore omits them unless it also has
        // --create.
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
