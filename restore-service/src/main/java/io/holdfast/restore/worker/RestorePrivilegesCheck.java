package io.holdfast.restore.worker;

import io.holdfast.events.Finding;
import io.holdfast.restore.restoring.RestoreMode;
import io.holdfast.restore.restoring.RestoreRequest;
import io.holdfast.restoreengine.ArchiveServerRequirements;
import io.holdfast.restoreengine.TargetRightsCheck;
import io.holdfast.restoreengine.server.DatabaseSession;
import io.holdfast.restoreengine.server.LoginRoleAttributes;
import io.holdfast.restoreengine.server.ServerInfo;
import io.holdfast.restoreengine.server.SqlQuoting;
import java.util.ArrayList;
import java.util.List;

/** Rights that this restore needs and the target role lacks, each with the statement that grants it. */
final class RestorePrivilegesCheck {

    private RestorePrivilegesCheck() {}

    /** @param sessions sessions of the live database */
    static List<Finding> of(
            RestoreRequest request,
            ArchiveServerRequirements requirements,
            ServerInfo server,
            List<DatabaseSession> sessions) {
        LoginRoleAttributes role = server.role();
        boolean isWhole = request.tables().isEmpty();
        boolean isOver = request.mode() == RestoreMode.IN_PLACE && isWhole;
        List<Finding> missing = new ArrayList<>(
                TargetRightsCheck.obstacles(requirements, server, request.restoresOwners(), !isOver, isWhole));
        if (role.superuser()) {
            return missing;
        }
        boolean mayEnd = role.memberships().contains("pg_signal_backend")
                || sessions.stream().allMatch(session -> role.memberships().contains(session.user()));
        if (request.mode() != RestoreMode.FRESH && !request.isRowsInPlace() && !mayEnd) {
            missing.add(new Finding(
                    "may_not_end_sessions",
                    "the target role may not end the sessions of other roles on the live database. hint: run GRANT"
                            + " pg_signal_backend TO " + SqlQuoting.name(role.name())));
        }
        return missing;
    }
}
