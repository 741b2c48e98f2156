package io.holdfast.restoreengine.server;

import java.util.Set;

/**
 * The role by which a server is asked, and what it may do there. A superuser may do everything.
 *
 * @param memberships roles whose member it is, itself included; of a superuser, all
 * @param suspendsTriggers whether it may set {@code session_replication_role}
 */
public record SignedInRole(
        String name,
        boolean superuser,
        boolean createsDatabases,
        boolean createsRoles,
        Set<String> memberships,
        boolean suspendsTriggers) {

    public SignedInRole {
        memberships = Set.copyOf(memberships);
    }
}
