package io.holdfast.verify;

import io.holdfast.events.BackupKind;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.testing.TestSourceDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A realistic database in a directory of {@code src/test/resources/cases}. {@code createdb.sql}, if it exists, creates the
 * database. {@code setup.sql} fills it. {@code expect.properties} has the expected result of a drill of its backup.
 *
 * @param until last major version of PostgreSQL on which such a database can be created
 */
record DatabaseCase(String name, Path folder, Expected expected, boolean isOnScratchServer, int until) {

    private static final Path CASES = Path.of("src/test/resources/cases");

    static Stream<String> names() {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DatabaseCase named(String name) {
        Path folder = CASES.resolve(name);
        Properties properties = new Properties();
        try (var file = Files.newBufferedReader(folder.resolve("expect.properties"))) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new DatabaseCase(
                name,
                folder,
                Expected.of(properties),
                properties.getProperty("source", "source").equals("scratch"),
                Integer.parseInt(properties.getProperty("until", "99")));
    }

    /** Fills the database and dumps it. */
    BackupCompleted backedUp(PostgresServer server, Path backups, Instant startedAt) {
        if (Files.exists(folder.resolve("createdb.sql"))) {
            psql(server, "postgres", folder.resolve("createdb.sql"));
        }
        TestSourceDatabase source = new TestSourceDatabase(server, name, backups);
        psql(server, name, folder.resolve("setup.sql"));
        return source.complete(BackupKind.FULL, startedAt);
    }

    private void psql(PostgresServer server, String database, Path script) {
        List<String> command = new ArrayList<>(List.of(
                server.program("psql").toString(),
                "--no-psqlrc",
                "--quiet",
                "--output=/dev/null",
                "--set=ON_ERROR_STOP=1",
                "--file=" + script));
        ProcessBuilder psql = new ProcessBuilder(command).inheritIO();
        psql.environment().put("PGHOST", server.host());
        psql.environment().put("PGPORT", Integer.toString(server.port()));
        psql.environment().put("PGUSER", server.superuser());
        psql.environment().put("PGPASSWORD", server.password());
        psql.environment().put("PGDATABASE", database);
        try {
            if (psql.start().waitFor() != 0) {
                throw new IllegalStateException("psql could not run " + script);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * The expected result.
     *
     * @param outcome {@code completed}, {@code failed} or {@code impossible}
     * @param level level of a drill that completes
     * @param findings codes that the drill must report
     * @param without codes that it must not report
     * @param naming texts that the findings must contain
     * @param absent texts that the event must not contain
     */
    record Expected(
            String outcome,
            String level,
            List<String> findings,
            List<String> without,
            List<String> naming,
            List<String> absent) {

        private static Expected of(Properties properties) {
            return new Expected(
                    properties.getProperty("outcome"),
                    properties.getProperty("level", ""),
                    parts(properties, "findings", "\\s+"),
                    parts(properties, "without", "\\s+"),
                    parts(properties, "naming", "\\s*\\|\\s*"),
                    parts(properties, "absent", "\\s*\\|\\s*"));
        }

        private static List<String> parts(Properties properties, String key, String between) {
            return Stream.of(properties.getProperty(key, "").strip().split(between))
                    .filter(part -> !part.isEmpty())
                    .toList();
        }

        String words() {
            return (outcome + " " + level + " " + String.join(" ", findings)).replaceAll(" +", " ");
        }
    }
}
