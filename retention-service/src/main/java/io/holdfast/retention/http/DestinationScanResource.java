package io.holdfast.retention.http;

import io.holdfast.retention.storage.DestinationScanResult;
import io.holdfast.retention.worker.StorageScanScheduler;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Returns the result of the last scan of the destinations. */
@Path("/scan")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class DestinationScanResource {

    /**
     * @param at absent before the first scan
     * @param unlisted number of further orphans that are not listed
     */
    public record ScanView(
            @Nullable Instant at,
            List<DestinationScanResult.UnreadableDestination> troubles,
            List<DestinationScanResult.Orphan> orphans,
            long unlisted,
            List<DestinationScanResult.Loss> losses,
            List<DestinationScanResult.Contradiction> contradictions) {}

    private final StorageScanScheduler scanScheduler;

    DestinationScanResource(StorageScanScheduler scanScheduler) {
        this.scanScheduler = scanScheduler;
    }

    @GET
    @Operation(summary = "Unknown files, and copies whose files are missing")
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
