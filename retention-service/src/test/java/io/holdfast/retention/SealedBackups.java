package io.holdfast.retention;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.RequestRef;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.ArtifactWriter;
import io.holdfast.store.BeginWriteResult.Begun;
import io.holdfast.store.CompanionFile;
import io.holdfast.store.Destination;
import io.holdfast.store.FileModes;
import io.holdfast.store.FlushArtifactResult.Durable;
import io.holdfast.store.InitDestinationResult;
import io.holdfast.store.LocalDirectory;
import io.holdfast.store.Manifest;
import io.holdfast.store.SealArtifactResult.Sealed;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Artifacts sealed as dump-service seals them, and the events about them. */
final class SealedBackups {

    private static final String ROLES = "create role somebody;\n";

    private final LocalDirectory local = new LocalDirectory("local", TestInfrastructure.backups(), FileModes.OWNER);

    SealedBackups() {
        if (local.initialise() instanceof InitDestinationResult.Refused refused) {
            throw new IllegalStateException(refused.reason());
        }
    }

    /** Sealed in the local directory and not published yet. */
    BackupCompleted local(String database, Duration age) {
        Instant startedAt = Instant.now().minus(age).truncatedTo(ChronoUnit.SECONDS);
        DatabaseId id = new DatabaseId(database);
        BackupId backup = new BackupId(UUID.randomUUID());
        BackupCopyRecord copy = seal(local, new ArtifactName(id, BackupKind.FULL, startedAt), backup);
        return new BackupCompleted(
                backup,
                id,
                BackupKind.FULL,
                new RequestRef(URI.create("/tests"), copy.key()),
                null,
                null,
                1,
                startedAt,
                List.of(copy),
                "17.2",
                "17.2");
    }

    /** The same artifact, sealed at another destination, too. */
    static BackupCopyRecord seal(Destination destination, ArtifactName name, BackupId backup) {
        if (!(destination.begin(name) instanceof Begun begun)) {
            throw new IllegalStateException("cannot begin " + name);
        }
        try (ArtifactWriter writer = begun.writing()) {
            writer.stream().write(("contents of " + name).repeat(1000).getBytes(StandardCharsets.UTF_8));
            if (writer.finish() instanceof Durable durable
                    && writer.seal(List.of(
                                    manifest(name, backup, durable).asCompanion(),
                                    new CompanionFile(CompanionFile.Role.ROLES, ROLES)))
                            instanceof Sealed sealed) {
                return sealed.copy();
            }
            throw new IllegalStateException("cannot seal " + name);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Manifest manifest(ArtifactName name, BackupId backup, Durable durable) {
        return new Manifest(
                Manifest.VERSION,
                backup,
                1,
                name.database(),
                name.database().value(),
                name.kind(),
                "before the migration",
                null,
                name.at(),
                name.at().plusSeconds(60),
                new Manifest.Artifact(name.toString(), durable.bytes(), durable.sha256(), "pg_dump custom", "zstd:1"),
                new Manifest.Server("17.2", 170002, "UTF8", "C.UTF-8", "C.UTF-8", "Etc/UTC", false),
                "17.2",
                List.of(),
                List.of(),
                null,
                "not asked for",
                List.of("pg_restore " + name));
    }

    static ArtifactName name(BackupCompleted backup) {
        return ArtifactName.parse(key(backup)).orElseThrow();
    }

    static String key(BackupCompleted backup) {
        return backup.copies().getFirst().key();
    }

    static Path file(BackupCompleted backup) {
        return TestInfrastructure.backups().resolve(key(backup));
    }

    static Path inVault(BackupCompleted backup) {
        return CopyProfile.folder().resolve(key(backup));
    }

    static void damage(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }
}
