package io.holdfast.postgrestools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files by which one program learns where to sign in, and with what: arguments and variables could be read by others, and Java
 * cannot pass every character in them. They have to stay until the program ends: pg_restore with several jobs connects late.
 */
final class ConnectionFiles implements AutoCloseable {

    private final PrivateFolder folder;
    private final Map<String, String> variables;

    private ConnectionFiles(PrivateFolder folder, Map<String, String> variables) {
        this.folder = folder;
        this.variables = variables;
    }

    /**
     * Writes them.
     *
     * @throws IOException if there is no place for them, or the password cannot be written in libpq's form
     */
    static ConnectionFiles write(DatabaseConnection to) throws IOException {
        IOException none = new IOException("There is no place for a private folder in " + PrivateFolder.places()
                + ". This user must be able to write into /dev/shm or the folder of temporary files.");
        LibpqServiceFile service = LibpqServiceFile.of(to.parameters());
        byte[] password = to.password().isPresent()
                ? LibpqPasswordFile.content(to.password().get())
                : new byte[0];
        for (Path place : PrivateFolder.places()) {
            try {
                return writeIn(place, service, password);
            } catch (IOException e) {
                none.addSuppressed(e);
            }
        }
        throw none;
    }

    private static ConnectionFiles writeIn(Path place, LibpqServiceFile service, byte[] password) throws IOException {
        PrivateFolder folder = PrivateFolder.in(place);
        try {
            Map<String, String> variables = new LinkedHashMap<>();
            variables.put("PGSERVICE", LibpqServiceFile.SERVICE);
            variables.put(
                    "PGSERVICEFILE",
                    folder.write("pg_service.conf", service.content()).toString());
            // Without one, libpq looks into ~/.pgpass.
            if (password.length > 0) {
                variables.put("PGPASSFILE", folder.write("pgpass", password).toString());
            }
            outside(service.outside(), variables);
            return new ConnectionFiles(folder, variables);
        } catch (IOException e) {
            folder.close();
            throw e;
        }
    }

    private static void outside(List<LibpqParameter> parameters, Map<String, String> variables) {
        parameters.forEach(parameter -> variables.put(parameter.variable(), parameter.value()));
    }

    /** libpq's variables that lead to them. No secret is among them. */
    Map<String, String> variables() {
        return variables;
    }

    @Override
    public void close() {
        folder.close();
    }
}
