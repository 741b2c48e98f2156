package io.holdfast.store;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Artifacts for the tests of this module. */
public final class SampleArtifacts {

    public static final ArtifactName NAME =
            new ArtifactName(new DatabaseId("app"), BackupKind.FULL, Instant.parse("2026-05-18T02:00:00Z"));
    public static final ObjectKey KEY = NAME.key();
    public static final byte[] BYTES = "PGDMP and so on".getBytes(StandardCharsets.UTF_8);

    private SampleArtifacts() {}

    static LocalDirectory directory(Path folder) {
        LocalDirectory directory = new LocalDirectory("local", folder, FileModes.OWNER);
        directory.initialise();
        return directory;
    }

    static LocalArtifactWriter begun(LocalDirectory directory) {
        return begun(directory, NAME);
    }

    static LocalArtifactWriter begun(LocalDirectory directory, ArtifactName name) {
        if (directory.begin(name) instanceof BeginWriteResult.Begun begun
                && begun.writing() instanceof LocalArtifactWriter writing) {
            return writing;
        }
        throw new AssertionError("not begun");
    }

    static LocalArtifactWriter finished(LocalDirectory directory) throws IOException {
        LocalArtifactWriter writing = begun(directory);
        writing.stream().write(BYTES);
        writing.finish();
        return writing;
    }

    public static List<CompanionFile> companions() {
        return List.of(manifest().asCompanion(), new CompanionFile(CompanionFile.Role.ROLES, "create role \"ä\";\n"));
    }

    static void seal(LocalDirectory directory) throws IOException {
        try (LocalArtifactWriter writing = finished(directory)) {
            if (!(writing.seal(companions()) instanceof SealArtifactResult.Sealed)) {
                throw new AssertionError("not sealed");
            }
        }
    }

    public static Sha256 sum() {
        return Sha256.of(RehashArtifact.sha256().digest(BYTES));
    }

    public static Manifest manifest() {
        return manifest(new Manifest.Artifact(KEY.value(), BYTES.length, sum(), "pg_dump custom", "zstd:1"));
    }

    /** The manifest with the checksum of these roles. */
    static Manifest withRoles(CompanionFile roles) {
        Manifest known = manifest();
        return new Manifest(
                known.version(),
                known.backup(),
                known.attempt(),
                known.database(),
                known.databaseName(),
                known.kind(),
                known.label(),
                known.slot(),
                known.startedAt(),
                known.finishedAt(),
                known.artifact(),
                known.server(),
                known.pgDumpVersion(),
                known.tables(),
                known.extensions(),
                known.roles(),
                known.rolesSkipped(),
                known.restore(),
                roles.sha256(),
                null,
                null);
    }

    /** A manifest that also has the rare fields. */
    static Manifest withEverything() {
        Manifest known = manifest();
        return new Manifest(
                known.version(),
                known.backup(),
                known.attempt(),
                known.database(),
                known.databaseName(),
                known.kind(),
                known.label(),
                NAME.at(),
                known.startedAt(),
                known.finishedAt(),
                known.artifact(),
                known.server(),
                known.pgDumpVersion(),
                known.tables(),
                known.extensions(),
                known.roles(),
                "too many",
                known.restore(),
                sum(),
                List.of(new Manifest.Fault(Manifest.Fault.INDEX, "public", "users", "users_by_name")),
                List.of(new DumpOmission(DumpOmission.SUBSCRIPTION, 1, List.of("orders"))));
    }

    static Manifest manifest(Manifest.Artifact artifact) {
        Manifest.Server server = new Manifest.Server("17.2", 170002, "UTF8", "de_DE.UTF-8", "C", "UTC", false);
        return new Manifest(
                Manifest.VERSION,
                new BackupId(new UUID(1, 2)),
                1,
                NAME.database(),
                "app; drop",
                BackupKind.FULL,
                "before the migration",
                null,
                NAME.at(),
                NAME.at().plusSeconds(8),
                artifact,
                server,
                "17.2",
                List.of(new Manifest.Table("public", "users", 12L), new Manifest.Table("public", "new", null)),
                List.of(new Manifest.Extension("vector", "0.8.0")),
                KEY + ".roles.sql",
                null,
                ManualRestoreCommands.of(KEY, "app; drop", BackupKind.FULL, server, true));
    }
}
