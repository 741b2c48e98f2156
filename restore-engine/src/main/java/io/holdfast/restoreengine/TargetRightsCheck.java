package io.holdfast.restoreengine;

import io.holdfast.events.Finding;
import io.holdfast.restoreengine.server.LoginRoleAttributes;
import io.holdfast.restoreengine.server.ServerInfo;
import io.holdfast.restoreengine.server.SqlQuoting;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Checks the rights that an archive requires of the target role, with the statements that grant them. A superuser needs none.
 */
public final class TargetRightsCheck {

    private static final int SHOWN = 20;

    private TargetRightsCheck() {}

    /**
     * The missing rights as obstacles. They are no evidence against the backup.
     *
     * @param owners whether owners and privileges are restored too
     * @param extensions whether extensions are created; false if they already exist in the database
     * @param definitions whether definitions are created that only a superuser may create
     */
    public static List<Finding> obstacles(
            ArchiveServerRequirements requirements,
            ServerInfo server,
            boolean owners,
            boolean extensions,
            boolean definitions) {
        LoginRoleAttributes role = server.role();
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
                                            + " can be created only by a superuser, but the target role is not one."
                                            + " hint: for this restore, run ALTER ROLE " + SqlQuoting.name(role.name())
                                            + " SUPERUSER, and afterwards NOSUPERUSER")));
        }
        if (definitions) {
            requirements.superuserOnly().stream()
                    .filter(object -> !(object.startsWith("subscription ")
                            && role.memberships().contains("pg_create_subscription")))
                    .limit(SHOWN)
                    .forEach(object -> obstacles.add(new Finding(
                            "needs_superuser",
                            object
                                    + " can be created only by a superuser, but the target role is not one. hint:"
                                    + " for this"
                                    + " restore, run ALTER ROLE " + SqlQuoting.name(role.name())
                                    + " SUPERUSER, and afterwards NOSUPERUSER")));
        }
        return obstacles;
    }

    private static void owners(ArchiveServerRequirements requirements, ServerInfo server, List<Finding> obstacles) {
        LoginRoleAttributes role = server.role();
        requirements.roles().stream()
                .filter(owner ->
                        server.roles().contains(owner) && !role.memberships().contains(owner))
                .sorted()
                .limit(SHOWN)
                .forEach(owner -> obstacles.add(new Finding(
                        "role_not_granted",
                        "objects in the backup are owned by " + owner
                                + ", but the target role may not make it their owner. hint: run GRANT "
                                + SqlQuoting.name(owner) + " TO " + SqlQuoting.name(role.name())
                                + ", or restore without owners")));
    }
}
