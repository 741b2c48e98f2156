package io.holdfast.restore.worker;

import io.holdfast.events.Finding;
import io.holdfast.restore.restoring.Mode;
import io.holdfast.restore.restoring.Wish;
import io.holdfast.restoring.Needs;
import io.holdfast.restoring.RightsCheck;
import io.holdfast.restoring.server.ServerFacts;
import io.holdfast.restoring.server.Session;
import io.holdfast.restoring.server.SignedInRole;
import io.holdfast.restoring.server.Sql;
import java.util.ArrayList;
import java.util.List;

/** What the target's role may not do and this restore needs, each with the statement that allows it. */
final class MissingRights {

    private MissingRights() {}

    /** @param sessions of the live database */
    static List<Finding> of(Wish wish, Needs needs, ServerFacts server, List<Session> sessions) {
        SignedInRole role = server.role();
        boolean isWhole = wish.tables().isEmpty();
        boolean isOver = wish.mode() == Mode.IN_PLACE && isWhole;
        List<Finding> missing =
                new ArrayList<>(RightsCheck.obstacles(needs, server, wish.restoresOwners(), !isOver, isWhole));
        if (role.superuser()) {
            return missing;
        }
        boolean mayEnd = role.memberships().contains("pg_signal_backend")
                || sessions.stream().allMatch(session -> role.memberships().contains(session.user()));
        if (wish.mode() != Mode.FRESH && !wish.isRowsInPlace() && !mayEnd) {
            missing.add(new Finding(
                    "may_not_end_sessions",
                    "others are connected to the live database, and the target's role may not end their sessions: GRANT"
                            + " pg_signal_backend TO " + Sql.name(role.name())));
        }
        return missing;
    }
}
