package io.holdfast.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Sha256;
import io.holdfast.events.codec.Json;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The description beside an artifact, with which anyone can restore it without Holdfast (promise 5). It contains no host, no user and no
 * secret. Fields may be added; a changed meaning requires another {@code version}.
 *
 * @param version of this format, {@link #VERSION}
 * @param attempt number of the run that made the artifact, from 1
 * @param databaseName name of the database on its server
 * @param label text of the requester, if any
 * @param slot scheduled time, if the backup was scheduled
 * @param startedAt start of the run; everything committed before is in the artifact
 * @param finishedAt end of pg_dump
 * @param pgDumpVersion such as {@code 17.2}; pg_restore must have at least this major version
 * @param tables ordinary and partitioned tables with the planner's row estimates
 * @param roles companion with the server's roles, if there is one
 * @param rolesSkipped why there is none
 * @param restore shell commands in their order, to be run in the folder of the files
 * @param rolesSha256 checksum of the stored companion with the roles; absent if there is none, and before version 0.3
 * @param faults broken objects in the catalogs of the database at the time of the dump; absent before version 0.3
 * @param omissions parts of the database that are not in the artifact, because of missing privileges or the type of server; absent before
 * version 0.3
 */
public record Manifest(
        int version,
        BackupId backup,
        int attempt,
        DatabaseId database,
        String databaseName,
        BackupKind kind,
        @Nullable String label,
        @Nullable Instant slot,
        Instant startedAt,
        Instant finishedAt,
        Artifact artifact,
        Server server,
        String pgDumpVersion,
        List<Table> tables,
        List<Extension> extensions,
        @Nullable String roles,
        @Nullable String rolesSkipped,
        List<String> restore,
        @Nullable Sha256 rolesSha256,
        @Nullable List<Fault> faults,
        @Nullable List<DumpOmission> omissions) {

    public static final int VERSION = 1;

    public Manifest {
        tables = List.copyOf(tables);
        extensions = List.copyOf(extensions);
        restore = List.copyOf(restore);
        faults = faults == null ? null : List.copyOf(faults);
        omissions = omissions == null ? null : List.copyOf(omissions);
    }

    /** The manifest of an artifact without roles, or with roles whose checksum is unknown. */
    public Manifest(
            int version,
            BackupId backup,
            int attempt,
            DatabaseId database,
            String databaseName,
            BackupKind kind,
            @Nullable String label,
            @Nullable Instant slot,
            Instant startedAt,
            Instant finishedAt,
            Artifact artifact,
            Server server,
            String pgDumpVersion,
            List<Table> tables,
            List<Extension> extensions,
            @Nullable String roles,
            @Nullable String rolesSkipped,
            List<String> restore) {
        this(
                version,
                backup,
                attempt,
                database,
                databaseName,
                kind,
                label,
                slot,
                startedAt,
                finishedAt,
                artifact,
                server,
                pgDumpVersion,
                tables,
                extensions,
                roles,
                rolesSkipped,
                restore,
                null,
                null,
                null);
    }

    /**
     * @param file name of the artifact
     * @param bytes stored length
     * @param sha256 checksum of the stored bytes
     * @param format always {@code pg_dump custom} in version 1; the format of the plain bytes if they are encrypted
     * @param compression in pg_dump's notation, such as {@code zstd:1} or {@code gzip:1}
     * @param encryption absent if the artifact is not encrypted
     */
    public record Artifact(
            String file,
            long bytes,
            Sha256 sha256,
            String format,
            String compression,
            @Nullable Encryption encryption) {

        public Artifact(String file, long bytes, Sha256 sha256, String format, String compression) {
            this(file, bytes, sha256, format, compression, null);
        }
    }

    /**
     * @param format always {@code age-encryption.org/v1}
     * @param recipients public keys; the private key of any of them decrypts the artifact
     * @param plainBytes length of pg_dump's output, before encryption
     * @param plainSha256 checksum of pg_dump's output
     */
    public record Encryption(String format, List<String> recipients, long plainBytes, Sha256 plainSha256) {

        public static final String AGE = "age-encryption.org/v1";

        public Encryption {
            recipients = List.copyOf(recipients);
        }
    }

    /**
     * @param version in the server's notation
     * @param versionNumber such as 170002
     * @param timeZone session setting with which timestamps compare equal
     * @param inRecovery whether the server was a standby
     * @param systemIdentifier identifies the server's cluster, so that a drill never uses a source as a scratch server; absent if it could
     * not be read. Decimal digits, because it needs all 64 bits
     * @param settings session settings that affect the text of the rows, by PostgreSQL's names; absent if a pooler refused them, and before
     * version 0.3
     */
    public record Server(
            String version,
            int versionNumber,
            String encoding,
            String collate,
            String ctype,
            String timeZone,
            boolean inRecovery,
            @Nullable String systemIdentifier,
            @Nullable Map<String, String> settings) {

        public Server {
            // Sorted by name, so that manifests are reproducible.
            settings = settings == null ? null : Collections.unmodifiableMap(new TreeMap<>(settings));
        }

        public Server(
                String version,
                int versionNumber,
                String encoding,
                String collate,
                String ctype,
                String timeZone,
                boolean inRecovery) {
            this(version, versionNumber, encoding, collate, ctype, timeZone, inRecovery, null, null);
        }
    }

    /** @param estimatedRows the planner's estimate; absent if the table was never analyzed */
    public record Table(
            String schema, String name, @Nullable Long estimatedRows) {}

    public record Extension(String name, String version) {}

    /**
     * An object that is broken in the database itself, so that no restore can repair it.
     *
     * @param kind {@code index} if it is not valid, {@code constraint} if it was never validated
     */
    public record Fault(String kind, String schema, String table, String name) {

        public static final String INDEX = "index";
        public static final String CONSTRAINT = "constraint";
    }

    /** The same manifest for an artifact with another name, with its commands. */
    public Manifest withArtifact(Artifact renamed, List<String> commands) {
        return new Manifest(
                version,
                backup,
                attempt,
                database,
                databaseName,
                kind,
                label,
                slot,
                startedAt,
                finishedAt,
                renamed,
                server,
                pgDumpVersion,
                tables,
                extensions,
                roles,
                rolesSkipped,
                commands,
                rolesSha256,
                faults,
                omissions);
    }

    /** The manifest as indented JSON. */
    public CompanionFile asCompanion() {
        try {
            return new CompanionFile(
                    CompanionFile.Role.MANIFEST,
                    Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot serialize a manifest", e);
        }
    }

    /** Parses a manifest; empty if the text is not a manifest of a supported version. */
    public static Optional<Manifest> parse(String text) {
        try {
            Manifest manifest = Json.mapper().readValue(text, Manifest.class);
            return manifest != null && manifest.version() == VERSION ? Optional.of(manifest) : Optional.empty();
        } catch (JsonProcessingException | NullPointerException e) {
            return Optional.empty();
        }
    }
}
