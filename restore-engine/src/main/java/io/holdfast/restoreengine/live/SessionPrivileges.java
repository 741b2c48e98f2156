package io.holdfast.restoreengine.live;

/**
 * The rights of the session's role.
 *
 * @param seesAllRows whether row security never applies to it
 * @param suspendsTriggers whether it may set {@code session_replication_role}
 * @param version version of the server, such as 150018
 */
public record SessionPrivileges(
        String role, boolean superuser, boolean seesAllRows, boolean suspendsTriggers, int version) {}
