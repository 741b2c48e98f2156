package io.holdfast.store;

import java.util.List;

/**
 * Data or objects that a restore of the artifact does not recreate, although pg_dump ended without an error.
 *
 * @param kind one of the constants below, or one of a later version
 * @param count number of omitted objects
 * @param names the first names, in SQL syntax, at most {@link #NAMED}; never a value of an option
 */
public record DumpOmission(String kind, long count, List<String> names) {

    /** Options of a user mapping that the role cannot read. */
    public static final String MAPPING_OPTIONS = "user_mapping_options";

    /** Options that a user mapping can have; the role cannot see whether it has any. */
    public static final String POSSIBLE_MAPPING_OPTIONS = "possible_user_mapping_options";

    /** Subscriptions, which pg_dump omits unless its role is a superuser. */
    public static final String SUBSCRIPTION = "subscription";

    /** Rows of unlogged tables and values of unlogged sequences, which a standby does not have. */
    public static final String UNLOGGED = "unlogged_rows";

    public static final int NAMED = 20;

    public DumpOmission {
        names = names.stream().limit(NAMED).toList();
    }
}
