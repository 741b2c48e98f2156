package io.holdfast.restore.worker;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.JdbcConnectionFactory;
import io.holdfast.postgrestools.TableOfContents;
import io.holdfast.restore.restoring.RestoreMode;
import io.holdfast.restore.restoring.RestoreRequest;
import io.holdfast.restoreengine.live.InPlaceRestoreCheckResult;
import io.holdfast.restoreengine.live.ReadTableCatalogInfo;
import io.holdfast.restoreengine.live.TableCatalogInfo;
import io.holdfast.restoreengine.live.TableRestoreNoteCollector;
import io.holdfast.restoreengine.live.TableRestoreObstacleCheck;
import io.holdfast.restoreengine.server.TargetServer;
import io.holdfast.restoreengine.server.TargetServerException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the live database shows about an in-place restore.
 *
 * @param obstacles reasons why the restore cannot be executed
 * @param notes findings that a person should read before approving
 */
record LiveDatabaseCheckResult(List<Finding> obstacles, List<Finding> notes) {

    private static final Duration ANSWER = Duration.ofMinutes(2);
    static final LiveDatabaseCheckResult NOTHING = new LiveDatabaseCheckResult(List.of(), List.of());

    /**
     * Empty if the restore is not in place.
     *
     * @param live name of the existing live database
     * @param list table of contents of the archive, if it could be read
     * @throws TargetServerException if the database cannot be reached
     */
    static LiveDatabaseCheckResult of(
            TargetServer server, String live, RestoreRequest request, Optional<TableOfContents> list) {
        if (request.mode() != RestoreMode.IN_PLACE) {
            return NOTHING;
        }
        try (java.sql.Connection session = JdbcConnectionFactory.readOnly(server.to(live), ANSWER)) {
            if (request.tables().isEmpty()) {
                InPlaceRestoreCheckResult survey = InPlaceRestoreCheckResult.of(session, list);
                return new LiveDatabaseCheckResult(survey.obstacles(), survey.notes());
            }
            TableCatalogInfo facts = ReadTableCatalogInfo.of(session, RequestedArchiveRows.names(request.tables()));
            return new LiveDatabaseCheckResult(
                    TableRestoreObstacleCheck.of(facts), TableRestoreNoteCollector.of(facts));
        } catch (SQLException e) {
            throw TargetServerException.of(e);
        }
    }
}
