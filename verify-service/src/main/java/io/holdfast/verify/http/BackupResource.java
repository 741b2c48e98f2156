package io.holdfast.verify.http;

import io.holdfast.events.BackupId;
import io.holdfast.restoreengine.contents.TableContentFingerprint;
import io.holdfast.verify.postgres.TableFingerprintRepository;
import io.holdfast.verify.postgres.VerificationQueries;
import io.holdfast.verify.postgres.VerificationQueries.CopyLine;
import io.holdfast.verify.postgres.VerificationQueries.TrustLine;
import io.holdfast.verify.postgres.VerificationQueries.VerificationLine;
import io.holdfast.verify.storage.FingerprintKey;
import io.holdfast.verify.storage.FingerprintKeyFile;
import io.holdfast.verify.storage.FingerprintKeyFile.Reading;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Serves the trust status of each backup and the reasons for it. */
@Path("/backups")
public class BackupResource {

    private final VerificationQueries queries;
    private final TableFingerprintRepository tables;
    private final FingerprintKeyFile keyFile;

    BackupResource(VerificationQueries queries, TableFingerprintRepository tables, FingerprintKeyFile keyFile) {
        this.queries = queries;
        this.tables = tables;
        this.keyFile = keyFile;
    }

    /**
     * One table of the archive.
     *
     * @param columns column list in the archive
     * @param fingerprint keyed fingerprint of the rows, equal for equal rows; absent if no key is configured
     */
    public record TableLine(
            String schema,
            String name,
            String columns,
            long rows,
            @Nullable String fingerprint) {}

    /** Everything known about one backup. */
    public record BackupPage(
            TrustLine backup, List<CopyLine> copies, List<VerificationLine> verifications, List<TableLine> tables) {}

    @GET
    @Path("{id}")
    @Blocking
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Level, findings, copies, and every table with its row count and keyed fingerprint")
    public BackupPage show(UUID id) {
        BackupId backup = new BackupId(id);
        TrustLine trust = queries.trust(backup).orElseThrow(NotFoundException::new);
        FingerprintKey key = keyFile.read() instanceof Reading.Usable usable ? usable.key() : null;
        List<TableLine> lines =
                tables.of(backup).stream().map(table -> line(table, key)).toList();
        return new BackupPage(trust, queries.copies(backup), queries.verifications(backup), lines);
    }

    private static TableLine line(TableContentFingerprint table, @Nullable FingerprintKey key) {
        return new TableLine(
                table.table().schema(),
                table.table().name(),
                table.columns(),
                table.rows(),
                key == null ? null : key.of(table.fingerprint()));
    }
}
