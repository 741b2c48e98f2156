package io.holdfast.restoreengine.server;

import java.util.Set;

/**
 * The role of a session with its rights. A superuser has all rights.
 *
 * @param memberships roles of which it is a member, including itself; all roles for a superuser
 * @param suspendsTriggers whether it may set {@code session_replication_role}
 */
public record LoginRoleAttributes(
        String name,
        boolean superuser,
        boolean createsDatabases,
        boolean createsRoles,
        Set<String> memberships,
        boolean suspendsTriggers) {

    public LoginRoleAttributes {
        memberships = Set.copyOf(memberships);
    }
}
