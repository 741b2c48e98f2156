package io.holdfast.postgrestools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** pg_restore of an archive into a database. */
public record PgRestoreIntoDatabase(ClientPrograms programs, Path archive, DatabaseConnection target, Options options) {

    private static final String OPTIONS = "PGOPTIONS";

    /** Event triggers would otherwise act on pg_restore's own statements, the last of which come after it has made them. */
    private static final String SILENT = "-c session_replication_role=replica";

    /** What of an archive is wanted. */
    public enum Section {
        ALL,
        SCHEMA,
        DATA
    }

    /**
     * @param jobs connections that work side by side, at least 1; one transaction has one connection
     * @param owners whether owners and privileges come back too
     * @param replacing drop what the archive brings before it is made again, all in one transaction: outside of one, an archive that
     *     breaks off leaves the database without both (evidence 2)
     * @param list file with the entries that are wanted, as {@code pg_restore --list} prints them; all where absent
     * @param tablespaces whether tables and indexes go back into the tablespaces of their names
     * @param silent whether triggers, rules and event triggers stay silent that are enabled as usual; only for a role that may set
     *     {@code session_replication_role}
     */
    public record Options(
            int jobs,
            boolean owners,
            boolean replacing,
            Section section,
            Optional<Path> list,
            boolean tablespaces,
            boolean silent) {

        public Options(int jobs, boolean owners, boolean replacing, Section section, Optional<Path> list) {
            this(jobs, owners, replacing, section, list, true, false);
        }

        public Options {
            if (jobs < 1 || (replacing && jobs > 1)) {
                throw new IllegalArgumentException(jobs + " jobs" + (replacing ? " in one transaction" : ""));
            }
        }
    }

    /**
     * Starts it; read nothing, wait for its end.
     *
     * @param listener hears each step, such as {@code pg_restore: processing data for table "public.messages"}
     * @throws IOException when pg_restore cannot be started at all
     */
    public RunningProgram start(Consumer<String> listener) throws IOException {
        RunningProgram program = ProgramLauncher.startFed(command(), target, environment(), listener);
        program.input().close();
        return program;
    }

    /** Of the target's sessions, and of this program's. */
    Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>(target.environment());
        if (options.silent()) {
            variables.merge(OPTIONS, SILENT, (given, more) -> given + " " + more);
        }
        return variables;
    }

    List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(programs.program("pg_restore").toString());
        // Empty, so that the name comes from the service file: here it could be a whole connection string.
        command.add("--dbname=");
        command.add("--no-password");
        command.add("--verbose");
        if (options.replacing()) {
            command.addAll(List.of("--clean", "--if-exists", "--single-transaction"));
        } else {
            command.add("--jobs=" + options.jobs());
        }
        if (!options.owners()) {
            command.addAll(List.of("--no-owner", "--no-privileges"));
        }
        if (!options.tablespaces()) {
            command.add("--no-tablespaces");
        }
        switch (options.section()) {
            case ALL -> {}
            case SCHEMA -> command.add("--schema-only");
            case DATA -> command.add("--data-only");
        }
        options.list().ifPresent(list -> command.add("--use-list=" + list.toAbsolutePath()));
        command.add(archive.toAbsolutePath().toString());
        return command;
    }
}
