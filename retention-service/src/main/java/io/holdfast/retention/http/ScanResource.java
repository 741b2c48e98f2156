package io.holdfast.retention.http;

import io.holdfast.retention.storage.ScanResult;
import io.holdfast.retention.worker.ScanScheduler;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What the last scan of the destinations found. */
@Path("/scan")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ScanResource {

    /**
     * @param at absent as long as there was none
     * @param unlisted how many more orphans there are
     */
    public record ScanView(
            @Nullable Instant at,
            List<ScanResult.UnreadableDestination> troubles,
            List<ScanResult.Orphan> orphans,
            long unlisted,
            List<ScanResult.Loss> losses,
            List<ScanResult.Contradiction> contradictions) {}

    private final ScanScheduler scanScheduler;

    ScanResource(ScanScheduler scanScheduler) {
        this.scanScheduler = scanScheduler;
    }

    @GET
    @Operation(summary = "Files nobody knows, and backups whose files are gone")
    public ScanView last() {
        return scanScheduler
                .last()
                .map(scan -> new ScanView(
                        scan.at(),
                        scan.troubles(),
                        scan.orphans(),
                        scan.unlisted(),
                        scan.losses(),
                        scan.contradictions()))
                .orElse(new ScanView(null, List.of(), List.of(), 0, List.of(), List.of()));
    }
}
