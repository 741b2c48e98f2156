package io.holdfast.testing;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.RequestRef;
import io.holdfast.events.Sha256;
import io.holdfast.localstack.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A real database, and real archives of it, written by pg_dump. */
public final class TestSourceDatabase {

    private final PostgresServer server;
    private final String database;
    private final Path folder;

    public TestSourceDatabase(PostgresServer server, String database, Path folder) {
        this.server = server;
        this.database = database;
        this.folder = folder;
        server.createDatabase(database);
    }

    public DatabaseId id() {
        return new DatabaseId(database);
    }

    public TestSourceDatabase execute(String... statements) {
        server.execute(database, statements);
        return this;
    }

    /** Dumps to a file that pg_dump itself opens, so that the archive contains the offsets of its parts. */
    public Path dump(Path file, String... options) {
        List<String> command = command(options);
        command.add("--file=" + file);
        run(command, ProcessBuilder.Redirect.DISCARD);
        return file;
    }

    /** Dumps to a pipe, as dump-service does, so that the archive does not contain the offsets of its parts. */
    public Path dumpThroughPipe(Path file, String... options) {
        try {
            Process dump = builder(command(options))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Files.copy(dump.getInputStream(), file);
            check(dump);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a backup as dump-service does: an artifact with its name, and the event for it. */
    public BackupCompleted complete(BackupKind kind, Instant startedAt) {
        String key = "%s_%s_%tY%<tm%<td_%<tH%<tM%<tS.dump".formatted(database, kind, startedAt.atZone(ZoneOffset.UTC));
        Path file = folder.resolve(key);
        String[] options = kind == BackupKind.SCHEMA_ONLY ? new String[] {"--schema-only"} : new String[0];
        return completed(kind, startedAt, dumpThroughPipe(file, options));
    }

    public BackupCompleted completed(BackupKind kind, Instant startedAt, Path file) {
        return new BackupCompleted(
                new BackupId(UUID.randomUUID()),
                id(),
                kind,
                new RequestRef(URI.create("/test"), "1"),
                null,
                null,
                1,
                startedAt,
                List.of(copy(file)),
                "15.18",
                "15.18");
    }

    /** The same backup with other copies. */
    public static BackupCompleted with(BackupCompleted completed, BackupCopyRecord... copies) {
        return new BackupCompleted(
                completed.backup(),
                completed.database(),
                completed.kind(),
                completed.request(),
                completed.label(),
                completed.slot(),
                completed.attempt(),
                completed.startedAt(),
                List.of(copies),
                completed.serverVersion(),
                completed.clientVersion());
    }

    public static BackupCopyRecord copy(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            Sha256 sha256 = Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes));
            return new BackupCopyRecord("local", file.getFileName().toString(), null, bytes.length, sha256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> command(String... options) {
        List<String> command = new ArrayList<>(List.of(
                server.program("pg_dump").toString(),
                "-Fc",
                "--create",
                "--host=" + server.host(),
                "--port=" + server.port(),
                "--username=" + server.superuser(),
                "--dbname=" + database));
        command.addAll(List.of(options));
        return command;
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("PGPASSWORD", server.password());
        return builder;
    }

    private void run(List<String> command, ProcessBuilder.Redirect output) {
        try {
            check(builder(command)
                    .redirectOutput(output)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(Process process) {
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException("pg_dump exited with status " + process.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
