package io.holdfast.verify.http;

import io.holdfast.events.BackupId;
import io.holdfast.verify.postgres.Readings;
import io.holdfast.verify.postgres.Readings.CopyLine;
import io.holdfast.verify.postgres.Readings.TrustLine;
import io.holdfast.verify.postgres.Readings.VerificationLine;
import io.holdfast.verify.postgres.TableBooks;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** How far each backup can be trusted, and why. */
@Path("/backups")
public class BackupResource {

    private final Readings readings;
    private final TableBooks tables;

    BackupResource(Readings readings, TableBooks tables) {
        this.readings = readings;
        this.tables = tables;
    }

    /**
     * One table of the archive.
     *
     * @param columns the archive's column list
     * @param fingerprint sum modulo 2^256 of the rows' SHA-256
     */
    public record TableLine(String schema, String name, String columns, long rows, String fingerprint) {}

    /** All that is known about one backup. */
    public record BackupPage(
            TrustLine backup, List<CopyLine> copies, List<VerificationLine> verifications, List<TableLine> tables) {}

    @GET
    @Path("{id}")
    @Blocking
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Level, findings, copies, and every table with its rows and fingerprint")
    public BackupPage show(UUID id) {
        BackupId backup = new BackupId(id);
        TrustLine trust = readings.trust(backup).orElseThrow(NotFoundException::new);
        List<TableLine> lines = tables.of(backup).stream()
                .map(table -> new TableLine(
                        table.table().schema(),
                        table.table().name(),
                        table.columns(),
                        table.rows(),
                        table.fingerprint().sum()))
                .toList();
        return new BackupPage(trust, readings.copies(backup), readings.verifications(backup), lines);
    }
}
