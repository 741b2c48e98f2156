package io.holdfast.store;

import java.util.List;

/**
 * Something that a restore of the artifact does not bring back, though pg_dump ended without an error.
 *
 * @param kind one of the words here, or a later one
 * @param count how many there are
 * @param names of the first of them, as SQL writes them, at most {@link #NAMED}; never a value of an option
 */
public record DumpOmission(String kind, long count, List<String> names) {

    /** Options of a user mapping, which the role may not read. */
    public static final String MAPPING_OPTIONS = "user_mapping_options";

    /** Options that a user mapping may have: the role may not see whether. */
    public static final String POSSIBLE_MAPPING_OPTIONS = "possible_user_mapping_options";

    /** Subscriptions, which pg_dump leaves out unless its role is a superuser. */
    public static final String SUBSCRIPTION = "subscription";

    /** Rows of unlogged tables and values of unlogged sequences, which a standby does not have. */
    public static final String UNLOGGED = "unlogged_rows";

    public static final int NAMED = 20;

    public DumpOmission {
        names = names.stream().limit(NAMED).toList();
    }
}
