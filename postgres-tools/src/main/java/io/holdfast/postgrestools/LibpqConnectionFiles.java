package io.holdfast.postgrestools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files that give one program its connection parameters and password. Other users could read arguments and variables, and Java cannot
 * pass every character in them. The files must exist until the program ends: pg_restore with several jobs opens connections late.
 */
final class LibpqConnectionFiles implements AutoCloseable {

    private final PrivateTemporaryFolder folder;
    private final Map<String, String> variables;

    private LibpqConnectionFiles(PrivateTemporaryFolder folder, Map<String, String> variables) {
        this.folder = folder;
        this.variables = variables;
    }

    /**
     * Writes the files.
     *
     * @throws IOException if no folder for them is writable, or the password cannot be represented in libpq's password file
     */
    static LibpqConnectionFiles write(DatabaseConnection to) throws IOException {
        IOException none = new IOException("Cannot create a private folder in " + PrivateTemporaryFolder.places()
                + ". Allow this user to write to /dev/shm or to the folder for temporary files.");
        LibpqServiceFile service = LibpqServiceFile.of(to.parameters());
        byte[] password = to.password().isPresent()
                ? LibpqPasswordFile.content(to.password().get())
                : new byte[0];
        for (Path place : PrivateTemporaryFolder.places()) {
            try {
                return writeIn(place, service, password);
            } catch (IOException e) {
                none.addSuppressed(e);
            }
        }
        throw none;
    }

    private static LibpqConnectionFiles writeIn(Path place, LibpqServiceFile service, byte[] password)
            throws IOException {
        PrivateTemporaryFolder folder = PrivateTemporaryFolder.in(place);
        try {
            Map<String, String> variables = new LinkedHashMap<>();
            variables.put("PGSERVICE", LibpqServiceFile.SERVICE);
            variables.put(
                    "PGSERVICEFILE",
                    folder.write("pg_service.conf", service.content()).toString());
            // Without this file, libpq reads ~/.pgpass.
            if (password.length > 0) {
                variables.put("PGPASSFILE", folder.write("pgpass", password).toString());
            }
            outside(service.outside(), variables);
            return new LibpqConnectionFiles(folder, variables);
        } catch (IOException e) {
            folder.close();
            throw e;
        }
    }

    private static void outside(List<LibpqParameter> parameters, Map<String, String> variables) {
        parameters.forEach(parameter -> variables.put(parameter.variable(), parameter.value()));
    }

    /** libpq's variables with the paths of the files. They contain no secret. */
    Map<String, String> variables() {
        return variables;
    }

    @Override
    public void close() {
        folder.close();
    }
}
