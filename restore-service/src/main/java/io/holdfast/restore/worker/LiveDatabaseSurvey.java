package io.holdfast.restore.worker;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.SignIn;
import io.holdfast.postgrestools.TableOfContents;
import io.holdfast.restore.restoring.RestoreMode;
import io.holdfast.restore.restoring.RestoreRequest;
import io.holdfast.restoreengine.live.InPlaceRestoreSurvey;
import io.holdfast.restoreengine.live.ReadTableFacts;
import io.holdfast.restoreengine.live.TableFacts;
import io.holdfast.restoreengine.live.TableNotes;
import io.holdfast.restoreengine.live.TableObstacles;
import io.holdfast.restoreengine.server.TargetServer;
import io.holdfast.restoreengine.server.TargetServerException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the live database itself says about a restore in place.
 *
 * @param obstacles why it cannot be done as things are
 * @param notes what a person should know before saying yes
 */
record LiveDatabaseSurvey(List<Finding> obstacles, List<Finding> notes) {

    private static final Duration ANSWER = Duration.ofMinutes(2);
    static final LiveDatabaseSurvey NOTHING = new LiveDatabaseSurvey(List.of(), List.of());

    /**
     * Nothing where the restore is not in place.
     *
     * @param live name of the live database, which is there
     * @param list of the archive, where it could be read
     * @throws TargetServerException where the database does not answer
     */
    static LiveDatabaseSurvey of(
            TargetServer server, String live, RestoreRequest request, Optional<TableOfContents> list) {
        if (request.mode() != RestoreMode.IN_PLACE) {
            return NOTHING;
        }
        try (java.sql.Connection session = SignIn.readOnly(server.to(live), ANSWER)) {
            if (request.tables().isEmpty()) {
                InPlaceRestoreSurvey survey = InPlaceRestoreSurvey.of(session, list);
                return new LiveDatabaseSurvey(survey.obstacles(), survey.notes());
            }
            TableFacts facts = ReadTableFacts.of(session, RequestedRows.names(request.tables()));
            return new LiveDatabaseSurvey(TableObstacles.of(facts), TableNotes.of(facts));
        } catch (SQLException e) {
            throw TargetServerException.of(e);
        }
    }
}
