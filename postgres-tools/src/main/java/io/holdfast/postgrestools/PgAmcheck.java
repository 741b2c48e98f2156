package io.holdfast.postgrestools;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * pg_amcheck, which checks tables and B-tree indexes for corruption. It comes with PostgreSQL's server packages from version 14 on, and
 * with some client packages.
 */
public record PgAmcheck(ClientPrograms programs, DatabaseConnection target, int jobs) {

    /** Exit code if something is corrupt; stdout has the details. */
    public static final int CORRUPT = 2;

    private static final String NAME = "pg_amcheck";

    public boolean isInstalled() {
        return Files.isExecutable(programs.program(NAME));
    }

    /**
     * Checks the whole database, and installs the extension there.
     *
     * @throws IOException if the program cannot be started
     */
    public RunningProgram start() throws IOException {
        Map<String, String> variables = new LinkedHashMap<>(target.environment());
        variables.put("PGDATABASE", database());
        RunningProgram program = ProgramLauncher.startFed(
                List.of(programs.program(NAME).toString(), "--install-missing", "--jobs=" + jobs, "--no-password"),
                target,
                variables,
                line -> {});
        program.input().close();
        return program;
    }

    /**
     * pg_amcheck ignores the database of the service file, and parses the variable {@code PGDATABASE} as a connection string. A plain name
     * could therefore redirect the connection.
     */
    private String database() {
        String service = "service=" + LibpqServiceFile.SERVICE;
        return LibpqServiceFile.of(target.parameters()).outside().stream()
                .filter(parameter -> parameter.keyword().equals("dbname"))
                .findFirst()
                .map(parameter -> service + " dbname='"
                        + parameter.value().replace("\\", "\\\\").replace("'", "\\'") + "'")
                .orElse(service);
    }
}
