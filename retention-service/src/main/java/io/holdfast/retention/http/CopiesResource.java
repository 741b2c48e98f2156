package io.holdfast.retention.http;

import io.holdfast.retention.copying.CopyAttempt;
import io.holdfast.retention.copying.CopyDestinationProvider.Place;
import io.holdfast.retention.copying.CopyTask;
import io.holdfast.retention.copying.CopyTaskRepository;
import io.holdfast.retention.copying.DestinationBackoff;
import io.holdfast.retention.copying.MakeMissingCopies;
import io.holdfast.retention.copying.MissingCopy;
import io.holdfast.retention.copying.MissingCopyQueue;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Lists the copies that are missing, being made, or could not be made. */
@Path("/copies")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class CopiesResource {

    /**
     * One destination.
     *
     * @param away why nothing can be copied there at the moment; absent while the destination is reachable
     * @param oldest start time of the oldest backup with a missing copy
     */
    public record PlaceView(
            String destination,
            @Nullable AwayView away,
            int pending,
            long pendingBytes,
            @Nullable Instant oldest,
            @Nullable OnItsWay onItsWay,
            List<InVain> inVain) {}

    public record AwayView(String reason, Instant since, Instant askedAgainAt) {}

    /**
     * @param from the destination that is read
     * @param bytes copied so far
     */
    public record OnItsWay(
            String backup, String database, String artifact, String from, long bytes, long of, Instant since) {}

    public record InVain(
            String backup,
            int failures,
            @Nullable String message,
            @Nullable Instant retryAt) {}

    private final MissingCopyQueue missingCopyQueue;
    private final MakeMissingCopies copying;
    private final CopyTaskRepository attempts;
    private final DestinationBackoff destinationBackoff;

    CopiesResource(
            MissingCopyQueue missingCopyQueue,
            MakeMissingCopies copying,
            CopyTaskRepository attempts,
            DestinationBackoff destinationBackoff) {
        this.missingCopyQueue = missingCopyQueue;
        this.copying = copying;
        this.attempts = attempts;
        this.destinationBackoff = destinationBackoff;
    }

    @GET
    @Operation(summary = "Copies that are missing, being made, or could not be made, by destination")
    public List<PlaceView> all() {
        List<CopyTask> tried = attempts.all();
        return missingCopyQueue.places().stream()
                .map(place -> view(place, tried))
                .toList();
    }

    private PlaceView view(Place place, List<CopyTask> tried) {
        List<MissingCopy> missing = missingCopyQueue.at(place.id());
        return new PlaceView(
                place.id(),
                destinationBackoff
                        .of(place.id())
                        .map(away -> new AwayView(away.why(), away.since(), away.until()))
                        .orElse(null),
                missing.size(),
                missing.stream().mapToLong(MissingCopy::bytes).sum(),
                missing.isEmpty() ? null : missing.getLast().takenAt(),
                copying.attempts().stream()
                        .filter(copyAttempt ->
                                copyAttempt.missing().destination().equals(place.id()))
                        .findFirst()
                        .map(CopiesResource::view)
                        .orElse(null),
                tried.stream()
                        .filter(attempt -> attempt.destination().equals(place.id()) && attempt.failures() > 0)
                        .map(attempt -> new InVain(
                                attempt.backup().toString(), attempt.failures(), attempt.message(), attempt.nextAt()))
                        .toList());
    }

    private static OnItsWay view(CopyAttempt copyAttempt) {
        MissingCopy missing = copyAttempt.missing();
        return new OnItsWay(
                missing.backup().toString(),
                missing.database().value(),
                missing.artifact(),
                copyAttempt.from(),
                copyAttempt.bytes(),
                missing.bytes(),
                copyAttempt.since());
    }
}
