package io.holdfast.bench;

import io.holdfast.localstack.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * A {@code pg_dump} that outputs an archive that the real one made before. It excludes the dump itself from a
 * measurement. The {@code pg_restore} beside it is the real one.
 */
final class StubPgDump {

    private StubPgDump() {}

    /**
     * @return a folder for {@code holdfast.dump.client-programs}; its version is higher than every release, so that it
     *     is selected
     */
    static Path install(Path home, PostgresServer source, String database) throws Exception {
        Path folder = Files.createDirectories(home.resolve("stub"));
        Path archive = folder.resolve("archive");
        Path real = source.program("pg_dump");
        ShellCommand.run(
                Map.of(
                        "PGHOST", source.host(),
                        "PGPORT", Integer.toString(source.port()),
                        "PGUSER", source.superuser(),
                        "PGPASSWORD", source.password()),
                real + " -Fc -f " + archive + " " + database);
        String version = ShellCommand.run(real.toString(), "--version").replaceFirst("(?s)^\\D*(\\d+).*", "$1.99");
        program(
                folder,
                "pg_dump",
                "[ \"$1\" = --version ] && exec echo pg_dump (PostgreSQL) " + version + "\nexec cat " + archive);
        program(folder, "pg_dumpall", "exit 0");
        program(folder, "pg_restore", "exec " + source.program("pg_restore") + " \"$@\"");
        program(folder, "psql", "exec " + source.program("psql") + " \"$@\"");
        return folder;
    }

    private static void program(Path folder, String name, String lines) throws IOException {
        Path file = Files.writeString(
                folder.resolve(name), "#!/bin/sh\n" + lines.replace("(PostgreSQL)", "'(PostgreSQL)'") + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
