package io.holdfast.postgrestools.rights;

import io.holdfast.postgrestools.ServerTextSanitizer;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The objects that pg_dump must read but the backup role cannot, all of them found before the dump.
 *
 * @param missing by kind, in the order of {@link ReadPrivilege}; empty if the role can read everything
 * @param schemas schemas of these tables and sequences, in SQL syntax; at most one more than {@link #NAMED}
 */
public record MissingReadRights(BackupRole role, List<Missing> missing, List<String> schemas) {

    /** Maximum number of names of each kind. */
    public static final int NAMED = 20;

    private static final int LONGEST_NAME = 130;
    private static final int LONGEST_PROBLEM = 1_200;

    /** A message of this length is shown completely everywhere, including the text that a service adds. */
    private static final int LONGEST_TEXT = 1_900;

    /**
     * Objects of one kind.
     *
     * @param count number of all objects
     * @param names names of the first {@link #NAMED}, in SQL syntax
     */
    public record Missing(ReadPrivilege right, long count, List<String> names) {

        public Missing {
            names = List.copyOf(names);
        }

        boolean isComplete() {
            return names.size() == count;
        }
    }

    public MissingReadRights {
        missing = List.copyOf(missing);
        schemas = List.copyOf(schemas);
    }

    public boolean isEmpty() {
        return missing.isEmpty();
    }

    /** What the role cannot read: each kind with its count and names, in one sentence. */
    public String problem() {
        int each = NAMED / Math.max(1, missing.size());
        while (each > 1 && problem(each).length() > LONGEST_PROBLEM) {
            each--;
        }
        return problem(each);
    }

    private String problem(int each) {
        return "The role " + shown(role.name()) + " cannot read all objects that a backup contains: "
                + missing.stream().map(kind -> described(kind, each)).collect(Collectors.joining("; ")) + ".";
    }

    /** The statements that grant the privileges, to be pasted into psql. */
    public String hint() {
        GrantStatements statements = GrantStatements.of(this);
        String where = "Run as a superuser in the database " + shown(role.database()) + ": ";
        String hint = where + ServerTextSanitizer.line(statements.lasting());
        String narrow = statements.narrow().map(ServerTextSanitizer::line).orElse("");
        return narrow.isEmpty() || problem().length() + hint.length() + narrow.length() > LONGEST_TEXT
                ? hint
                : hint + " Or, for these objects only: " + narrow;
    }

    private static String described(Missing kind, int most) {
        List<String> named =
                kind.names().stream().limit(most).map(MissingReadRights::shown).toList();
        long more = kind.count() - named.size();
        return kind.right().counted(kind.count()) + " (" + String.join(", ", named)
                + (more > 0 ? " and " + more + " more" : "") + ")";
    }

    private static String shown(String name) {
        return ServerTextSanitizer.line(name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…");
    }
}
