package io.holdfast.restoreengine;

import io.holdfast.events.Finding;
import io.holdfast.restoreengine.server.ServerFacts;
import io.holdfast.restoreengine.server.SignedInRole;
import io.holdfast.restoreengine.server.SqlQuoting;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What an archive needs the target's role to be allowed, and the statement that allows it. A superuser needs nothing. */
public final class TargetRightsCheck {

    private static final int SHOWN = 20;

    private TargetRightsCheck() {}

    /**
     * Obstacles; says nothing against the backup.
     *
     * @param owners whether owners and privileges are to come back too
     * @param extensions whether extensions are to be made: not where they are in the database already
     * @param definitions whether definitions are to be made that only a superuser may create
     */
    public static List<Finding> obstacles(
            ServerRequirements requirements,
            ServerFacts server,
            boolean owners,
            boolean extensions,
            boolean definitions) {
        SignedInRole role = server.role();
        List<Finding> obstacles = new ArrayList<>();
        if (role.superuser()) {
            return obstacles;
        }
        if (owners) {
            owners(requirements, server, obstacles);
        }
        if (extensions) {
            new TreeSet<>(requirements.extensions().keySet())
                    .stream()
                            .filter(server.superuserExtensions()::contains)
                            .forEach(name -> obstacles.add(new Finding(
                                    "extension_needs_superuser",
                                    "extension " + name
                                            + " can only be created by a superuser, and the target's role is none:"
                                            + " for this restore ALTER ROLE " + SqlQuoting.name(role.name())
                                            + " SUPERUSER, and NOSUPERUSER afterwards")));
        }
        if (definitions) {
            requirements.superuserOnly().stream()
                    .filter(object -> !(object.startsWith("subscription ")
                            && role.memberships().contains("pg_create_subscription")))
                    .limit(SHOWN)
                    .forEach(object -> obstacles.add(new Finding(
                            "needs_superuser",
                            object
                                    + " can only be created by a superuser, and the target's role is none: for this"
                                    + " restore ALTER ROLE " + SqlQuoting.name(role.name())
                                    + " SUPERUSER, and NOSUPERUSER afterwards")));
        }
        return obstacles;
    }

    private static void owners(ServerRequirements requirements, ServerFacts server, List<Finding> obstacles) {
        SignedInRole role = server.role();
        requirements.roles().stream()
                .filter(owner ->
                        server.roles().contains(owner) && !role.memberships().contains(owner))
                .sorted()
                .limit(SHOWN)
                .forEach(owner -> obstacles.add(new Finding(
                        "role_not_granted",
                        "objects of the backup are owned by " + owner
                                + ", and the target's role may not give them away: GRANT "
                                + SqlQuoting.name(owner) + " TO " + SqlQuoting.name(role.name())
                                + ", or restore without owners")));
    }
}
