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
 * What lies beside an artifact so that a stranger can restore it without Holdfast (promise 5). Names no host, no user and no
 * secret. Fields may be added; none changes its meaning without another {@code version}.
 *
 * @param version of this format, {@link #VERSION}
 * @param attempt the run that made the artifact, from 1
 * @param databaseName the database's own name on its server
 * @param label the requester's words, if any
 * @param slot the planned instant, if it was planned
 * @param startedAt when the run began; everything committed before it is in the artifact
 * @param finishedAt when pg_dump had ended
 * @param pgDumpVersion such as {@code 17.2}; pg_restore must be at least of this major version
 * @param tables ordinary and partitioned tables with the planner's estimate of rows
 * @param roles the companion with the server's roles, where there is one
 * @param rolesSkipped why there is none
 * @param restore commands for a shell, in order, run where the files lie
 * @param rolesSha256 of the companion with the roles, as it is stored; absent where there is none, and before version 0.3
 * @param faults what the catalogs of the database showed as broken when it was dumped; absent before version 0.3
 * @param omissions what the database has and the artifact has not, because the backup role or the server could not give it; absent
 *     before version 0.3
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

    /** Of an artifact without roles, or with roles of which no checksum is known. */
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
     * @param bytes length as it is stored
     * @param sha256 of the stored bytes
     * @param format always {@code pg_dump custom} in version 1; of the plain bytes, where they are encrypted
     * @param compression as given to pg_dump, such as {@code zstd:1} or {@code gzip:1}
     * @param encryption absent where the artifact is not encrypted
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
     * @param recipients public keys; the private key of any of them opens the artifact
     * @param plainBytes what pg_dump wrote, before encryption
     * @param plainSha256 of what pg_dump wrote
     */
    public record Encryption(String format, List<String> recipients, long plainBytes, Sha256 plainSha256) {

        public static final String AGE = "age-encryption.org/v1";

        public Encryption {
            recipients = List.copyOf(recipients);
        }
    }

    /**
     * @param version as the server writes it
     * @param versionNumber such as 170002
     * @param timeZone the session's setting under which timestamps compare equal
     * @param inRecovery whether it was a standby
     * @param systemIdentifier of the server's cluster, by which no drill takes a source for a scratch server; absent where it could
     *     not be read. Decimal digits, because it needs all 64 bits
     * @param settings of the session that wrote the rows, on which their text depends, by the names of PostgreSQL's settings; absent
     *     where a pooler took none, and before version 0.3
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
            // In the order of their names: a manifest is written alike each time.
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

    /** @param estimatedRows the planner's; absent where the table was never analysed */
    public record Table(
            String schema, String name, @Nullable Long estimatedRows) {}

    public record Extension(String name, String version) {}

    /**
     * Something that is broken in the database itself, so that no restore can be better.
     *
     * @param kind {@code index} if it is not valid, {@code constraint} if it was never validated
     */
    public record Fault(String kind, String schema, String table, String name) {

        public static final String INDEX = "index";
        public static final String CONSTRAINT = "constraint";
    }

    /** The same of an artifact that has another name, with the commands for it. */
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

    /** Indented JSON. */
    public Companion asCompanion() {
        try {
            return new Companion(
                    Companion.Role.MANIFEST,
                    Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a manifest cannot be written", e);
        }
    }

    /** The manifest, or empty where the text is none of a version known here. */
    public static Optional<Manifest> parse(String text) {
        try {
            Manifest manifest = Json.mapper().readValue(text, Manifest.class);
            return manifest != null && manifest.version() == VERSION ? Optional.of(manifest) : Optional.empty();
        } catch (JsonProcessingException | NullPointerException e) {
            return Optional.empty();
        }
    }
}
