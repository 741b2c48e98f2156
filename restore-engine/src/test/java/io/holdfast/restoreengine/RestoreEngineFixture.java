package io.holdfast.restoreengine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Sha256;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.postgrestools.ArchiveCompression;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.InstalledClientPrograms;
import io.holdfast.postgrestools.PgDump;
import io.holdfast.postgrestools.ProgramExitResult;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.postgrestools.Secret;
import io.holdfast.postgrestools.TextOutputSettings;
import io.holdfast.restoreengine.archive.ClientProgramLookup;
import io.holdfast.restoreengine.archive.StageArchive;
import io.holdfast.restoreengine.archive.StageArchiveResult;
import io.holdfast.restoreengine.archive.StagedArchive;
import io.holdfast.restoreengine.server.TargetServer;
import io.holdfast.store.Manifest;
import io.holdfast.store.RehashArtifact;
import io.holdfast.store.settings.ConfiguredDestinations;
import io.holdfast.store.settings.DestinationSettings;
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

/** A server with a source database, and a directory with the dumps of pg_dump. */
final class RestoreEngineFixture implements AutoCloseable {

    final PostgresServer server;
    final Path folder;

    RestoreEngineFixture(Path folder) {
        this.folder = folder;
        this.server = PostgresServer.start(folder.resolve("server"));
    }

    /** Sets the messages of the server to German, if this system has the locale. */
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

    DatabaseConnection connection(String database) {
        return DatabaseConnection.to(server.host(), server.port(), server.superuser(), database)
                .withPassword(Secret.of(server.password()));
    }

    TargetServer target() {
        return new TargetServer(connection("postgres"));
    }

    /** A real pg_dump archive of a database, as a copy at the destination {@code local}. */
    BackupCopyRecord dumped(String database) {
        return dumped(
                connection(database),
                server.program("pg_dump"),
                backups().resolve(database + "_full_20260518_020000.dump"));
    }

    BackupCopyRecord dumped(DatabaseConnection from, Path pgDump, Path file) {
        return dumped(from, pgDump, file, Map.of("PGTZ", DatabaseConnection.TIME_ZONE));
    }

    /** @param variables libpq variables in addition to those of the connection */
    BackupCopyRecord dumped(DatabaseConnection from, Path pgDump, Path file, Map<String, String> variables) {
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

    /** Dumps like dump-service, with fixed settings that are recorded in a manifest. */
    StagedArchive stagedWithSettings(String database, String encoding) throws IOException, InterruptedException {
        Files.createDirectories(backups());
        Files.writeString(backups().resolve(".holdfast-destination"), "{}");
        Path file =
                backups().resolve(HexFormat.of().formatHex(database.getBytes(UTF_8)) + "_full_20260518_020000.dump");
        PgDump.Options options =
                new PgDump.Options(false, ArchiveCompression.parse("gzip:1"), Duration.ofMinutes(1), 0);
        try (RunningProgram dump = new PgDump(
                        InstalledClientPrograms.find(List.of()).newest().orElseThrow(),
                        connection(database).withSettings(TextOutputSettings.PINNED),
                        options)
                .start()) {
            Files.copy(dump.output(), file, StandardCopyOption.REPLACE_EXISTING);
            ProgramExitResult exitResult = dump.await();
            if (!exitResult.succeeded()) {
                throw new IllegalStateException(exitResult.complaint().text());
            }
        }
        return recorded(((StageArchiveResult.Staged) stage(copy(file))).archive(), database, encoding);
    }

    private static StagedArchive recorded(StagedArchive archive, String database, String encoding) {
        Manifest.Server server = new Manifest.Server(
                "15", 150000, encoding, "C", "C", "UTC", false, null, TextOutputSettings.PINNED.values());
        Manifest manifest = new Manifest(
                Manifest.VERSION,
                new BackupId(UUID.randomUUID()),
                1,
                new DatabaseId("pinned"),
                database,
                BackupKind.FULL,
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

    static BackupCopyRecord copy(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return new BackupCopyRecord(
                "local",
                file.getFileName().toString(),
                null,
                bytes.length,
                Sha256.of(RehashArtifact.sha256().digest(bytes)));
    }

    Path backups() {
        return folder.resolve("backups");
    }

    Path work() {
        return folder.resolve("work");
    }

    StageArchiveResult stage(BackupCopyRecord copy) {
        return stage(copy, List.of());
    }

    StageArchiveResult stage(BackupCopyRecord copy, List<Path> clients) {
        return new StageArchive(destinations(), Optional::empty, new ClientProgramLookup(clients))
                .stage(copy, Optional.empty(), work(), ProgressListener.NONE);
    }

    StagedArchive staged(String database) {
        return ((StageArchiveResult.Staged) stage(dumped(database))).archive();
    }

    ConfiguredDestinations destinations() {
        return new ConfiguredDestinations(new SmallRyeConfigBuilder()
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
