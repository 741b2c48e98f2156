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

    /** Otherwise event triggers would fire on pg_restore's own statements, the last of which follow the creation of the triggers. */
    private static final String SILENT = "-c session_replication_role=replica";

    /** The parts of an archive to restore. */
    public enum Section {
        ALL,
        SCHEMA,
        DATA
    }

    /**
     * @param jobs number of parallel connections, at least 1; one transaction has one connection
     * @param owners whether to restore owners and privileges
     * @param replacing drop and create the objects of the archive, all in one transaction; without the transaction, a truncated archive
     * would destroy the old objects without restoring the new ones (evidence 2)
     * @param list file with the selected entries, in the format of {@code pg_restore --list}; all entries if absent
     * @param tablespaces whether to restore tables and indexes into their original tablespaces
     * @param silent whether to disable triggers, rules and event triggers that are enabled in the usual way; requires a role that may set
     * {@code session_replication_role}
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
     * Starts pg_restore. Do not read its output; wait for its end.
     *
     * @param listener receives each step, such as {@code pg_restore: processing data for table "public.messages"}
     * @throws IOException if pg_restore cannot be started
     */
    public RunningProgram start(Consumer<String> listener) throws IOException {
        RunningProgram program = ProgramLauncher.startFed(command(), target, environment(), listener);
        program.input().close();
        return program;
    }

    /** The environment of the target's sessions and of this program. */
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
        // Empty, so that the service file provides the name. An argument would be parsed as a connection string.
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
