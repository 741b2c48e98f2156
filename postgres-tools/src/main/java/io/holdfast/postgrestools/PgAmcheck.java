package io.holdfast.postgrestools;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * pg_amcheck, which looks whether tables and B-tree indexes are sound. It comes with the server's programs of 14 and later, and not with
 * every client package.
 */
public record PgAmcheck(ClientPrograms programs, DatabaseConnection target, int jobs) {

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
     * pg_amcheck asks for no database of the service file, but for the variable, and reads it as a connection string: a name alone could
     * lead anywhere.
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
