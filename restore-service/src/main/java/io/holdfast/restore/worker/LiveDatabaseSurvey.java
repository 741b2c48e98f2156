package io.holdfast.restore.worker;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.SignIn;
import io.holdfast.postgrestools.TableOfContents;
import io.holdfast.restore.restoring.Mode;
import io.holdfast.restore.restoring.Wish;
import io.holdfast.restoring.live.InPlaceRestoreSurvey;
import io.holdfast.restoring.live.ReadTableFacts;
import io.holdfast.restoring.live.TableFacts;
import io.holdfast.restoring.live.TableNotes;
import io.holdfast.restoring.live.TableObstacles;
import io.holdfast.restoring.server.TargetServer;
import io.holdfast.restoring.server.TargetTrouble;
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
     * @throws TargetTrouble where the database does not answer
     */
    static LiveDatabaseSurvey of(TargetServer server, String live, Wish wish, Optional<TableOfContents> list) {
        if (wish.mode() != Mode.IN_PLACE) {
            return NOTHING;
        }
        try (java.sql.Connection session = SignIn.readOnly(server.to(live), ANSWER)) {
            if (wish.tables().isEmpty()) {
                InPlaceRestoreSurvey survey = InPlaceRestoreSurvey.of(session, list);
                return new LiveDatabaseSurvey(survey.obstacles(), survey.notes());
            }
            TableFacts facts = ReadTableFacts.of(session, WantedRows.names(wish.tables()));
            return new LiveDatabaseSurvey(TableObstacles.of(facts), TableNotes.of(facts));
        } catch (SQLException e) {
            throw TargetTrouble.of(e);
        }
    }
}
