package io.holdfast.restoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.events.BackupId;
import io.holdfast.events.Copy;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Kind;
import io.holdfast.events.Sha256;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.postgrestools.Compression;
import io.holdfast.postgrestools.Connection;
import io.holdfast.postgrestools.Ended;
import io.holdfast.postgrestools.InstalledPrograms;
import io.holdfast.postgrestools.PgDump;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.postgrestools.Secret;
import io.holdfast.postgrestools.TextSettings;
import io.holdfast.restoring.archive.Programs;
import io.holdfast.restoring.archive.StageArchive;
import io.holdfast.restoring.archive.StagedArchive;
import io.holdfast.restoring.archive.Staging;
import io.holdfast.restoring.server.TargetServer;
import io.holdfast.store.Manifest;
import io.holdfast.store.Rehash;
import io.holdfast.store.settings.DestinationSettings;
import io.holdfast.store.settings.Destinations;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A server with a source database, and a folder with what pg_dump made of it. */
final class Ground implements AutoCloseable {

    final PostgresServer server;
    final Path folder;

    Ground(Path folder) {
        this.folder = folder;
        this.server = PostgresServer.start(folder.resolve("server"));
    }

    /** The server's messages are German from now on, where this system has the locale. */
    void writeGerman() {
        try (java.sql.Connection session = server.connect("postgres")) {
            session.createStatement().execute("alter system set lc_messages = 'de_DE.UTF-8'");
            session.createStatement().execute("select pg_reload_conf()");
        } catch (SQLException e) {
            // invalid_parameter_value: the locale is not installed, and the messages stay English.
            if (!"22023".equals(e.getSQLState())) {
                throw new IllegalStateException(e);
            }
        }
    }

    Connection connection(String database) {
        return Connection.to(server.host(), server.port(), server.superuser(), database)
                .withPassword(Secret.of(server.password()));
    }

    TargetServer target() {
        return new TargetServer(connection("postgres"));
    }

    /** The real pg_dump's archive of a database, as a copy at the destination {@code local}. */
    Copy dumped(String database) {
        return dumped(
                connection(database),
                server.program("pg_dump"),
                backups().resolve(database + "_full_20260518_020000.dump"));
    }

    Copy dumped(Connection from, Path pgDump, Path file) {
        return dumped(from, pgDump, file, Map.of("PGTZ", Connection.TIME_ZONE));
    }

    /** @param variables of libpq, beside those of the connection */
    Copy dumped(Connection from, Path pgDump, Path file, Map<String, String> variables) {
        try {
            Files.createDirectories(backups());
            Files.writeString(backups().resolve(".holdfast-destination"), "{}");
            ProcessBuilder dump = new ProcessBuilder(pgDump.toString(), "-Fc", "-f", file.toString()).inheritIO();
            dump.environment()
                    .putAll(Map.of(
                            "PGHOST", from.host(),
                            "PGPORT", Integer.toString(from.port()),
                            "PGUSER", from.username(),
                            "PGPASSWORD", from.password().orElseThrow().reveal(),
                            "PGDATABASE", from.database()));
            dump.environment().putAll(variables);
            if (dump.start().waitFor() != 0) {
                throw new IllegalStateException("pg_dump failed");
            }
            return copy(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As dump-service dumps it, under pinned settings that a manifest beside it records. */
    StagedArchive stagedWithSettings(String database, String encoding) throws IOException, InterruptedException {
        Files.createDirectories(backups());
        Files.writeString(backups().resolve(".holdfast-destination"), "{}");
        Path file =
                backups().resolve(HexFormat.of().formatHex(database.getBytes(UTF_8)) + "_full_20260518_020000.dump");
        PgDump.Options options = new PgDump.Options(false, Compression.parse("gzip:1"), Duration.ofMinutes(1), 0);
        try (RunningProgram dump = new PgDump(
                        InstalledPrograms.find(List.of()).newest().orElseThrow(),
                        connection(database).withSettings(TextSettings.PINNED),
                        options)
                .start()) {
            Files.copy(dump.output(), file, StandardCopyOption.REPLACE_EXISTING);
            Ended ended = dump.await();
            if (!ended.succeeded()) {
                throw new IllegalStateException(ended.complaint().text());
            }
        }
        return recorded(((Staging.Staged) stage(copy(file))).archive(), database, encoding);
    }

    private static StagedArchive recorded(StagedArchive archive, String database, String encoding) {
        Manifest.Server server =
                new Manifest.Server("15", 150000, encoding, "C", "C", "UTC", false, null, TextSettings.PINNED.values());
        Manifest manifest = new Manifest(
                Manifest.VERSION,
                new BackupId(UUID.randomUUID()),
                1,
                new DatabaseId("pinned"),
                database,
                Kind.FULL,
                null,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                new Manifest.Artifact(
                        archive.copy().key(),
                        archive.copy().bytes(),
                        archive.copy().sha256(),
                        "pg_dump custom",
                        "gzip:1"),
                server,
                "15.1",
                List.of(),
                List.of(),
                null,
                null,
                List.of());
        return new StagedArchive(
                archive.file(),
                archive.copy(),
                archive.programs(),
                archive.contents(),
                archive.list(),
                Optional.of(manifest),
                archive.phases());
    }

    static Copy copy(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return new Copy(
                "local",
                file.getFileName().toString(),
                null,
                bytes.length,
                Sha256.of(Rehash.sha256().digest(bytes)));
    }

    Path backups() {
        return folder.resolve("backups");
    }

    Path work() {
        return folder.resolve("work");
    }

    Staging stage(Copy copy) {
        return stage(copy, List.of());
    }

    Staging stage(Copy copy, List<Path> clients) {
        return new StageArchive(destinations(), Optional::empty, new Programs(clients))
                .stage(copy, Optional.empty(), work(), Progress.NONE);
    }

    StagedArchive staged(String database) {
        return ((Staging.Staged) stage(dumped(database))).archive();
    }

    Destinations destinations() {
        return new Destinations(new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(DestinationSettings.class)
                .withValidateUnknown(false)
                .withSources(new PropertiesConfigSource(
                        Map.of("holdfast.backup-dir", backups().toString()), "test", 100))
                .build()
                .getConfigMapping(DestinationSettings.class));
    }

    @Override
    public void close() {
        server.destroy();
    }
}
