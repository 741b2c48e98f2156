package io.holdfast.postgrestools.rights;

/**
 * The role of a session, as seen by the server.
 *
 * @param name in SQL syntax, quoted if necessary
 * @param database in SQL syntax
 * @param inherits whether it inherits the privileges of roles that it is a member of ({@code rolinherit})
 * @param readsAll whether it has the privileges of {@code pg_read_all_data} without {@code SET ROLE}
 * @param memberOfReadAll whether {@code pg_read_all_data} is granted to it directly, inherited or not
 * @param uncheckedLargeObjects whether {@code lo_compat_privileges} is on
 * @param serverVersion such as {@code 150018}
 */
public record BackupRole(
        String name,
        String database,
        boolean superuser,
        boolean inherits,
        boolean readsAll,
        boolean memberOfReadAll,
        boolean uncheckedLargeObjects,
        int serverVersion) {

    private static final int READ_ALL_DATA = 140_000;
    private static final int INHERIT_OF_A_GRANT = 160_000;

    boolean knowsReadAllData() {
        return serverVersion >= READ_ALL_DATA;
    }

    /** Whether a single membership can be inherited regardless of the role's default. */
    boolean inheritsByGrant() {
        return serverVersion >= INHERIT_OF_A_GRANT;
    }
}
