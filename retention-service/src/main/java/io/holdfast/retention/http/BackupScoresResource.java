package io.holdfast.retention.http;

import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.DatabaseId;
import io.holdfast.retention.scoring.BackupScore;
import io.holdfast.retention.worker.BackupScoreMetrics;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Returns the 3-2-1-1-0 score of each database. */
@Path("/scores")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class BackupScoresResource {

    /**
     * @param backup the rated backup; absent if no verified full backup is stored
     * @param copies of the data, including the database itself
     * @param unproven copies that are bad, or were not read again since they were made
     * @param full whether the rule is fully met
     * @param missing the unmet parts of the rule, in words
     */
    public record ScoreView(
            String database,
            @Nullable String backup,
            int copies,
            int media,
            int offSite,
            int immutable,
            int unproven,
            boolean full,
            List<String> missing) {

        static ScoreView of(BackupScore score) {
            return new ScoreView(
                    score.database().value(),
                    score.backup() == null ? null : score.backup().toString(),
                    score.copies(),
                    score.media(),
                    score.offSite(),
                    score.immutable(),
                    score.unproven(),
                    score.isFull(),
                    score.missing());
        }
    }

    private final BackupScoreMetrics scores;

    BackupScoresResource(BackupScoreMetrics scores) {
        this.scores = scores;
    }

    @GET
    @Transactional
    @Operation(summary = "The 3-2-1-1-0 score of the newest verified backup of each database")
    public List<ScoreView> scores(@QueryParam("database") @Nullable String database) {
        List<ScoreView> all = scores.all().stream().map(ScoreView::of).toList();
        if (database == null) {
            return all;
        }
        List<ScoreView> found = all.stream()
                .filter(score -> DatabaseId.parse(database).isPresent()
                        && score.database().equals(database))
                .toList();
        if (found.isEmpty()) {
            throw InvalidQueryResponse.unknown(
                    "no database '" + ControlCharacterSanitizer.shortened(database) + "' is configured");
        }
        return found;
    }
}
