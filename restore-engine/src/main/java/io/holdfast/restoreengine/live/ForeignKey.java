package io.holdfast.restoreengine.live;

import io.holdfast.restoreengine.contents.TableName;

/**
 * A foreign key from or to a table whose rows are replaced; of those that partitions have from their parent, the parent's.
 *
 * @param child the table that refers, and how statements read its rows
 * @param parent the table that is referred to
 * @param same SQL that compares both keys, of {@code p} and {@code c}
 * @param given SQL that says whether {@code c} refers to anything
 * @param onDelete as in {@code pg_constraint.confdeltype}
 * @param checked whether PostgreSQL promises that it holds, and by plain equality
 * @param outside whether the table that refers is not among those whose rows are replaced
 * @param readable whether the role of the session may read both tables
 */
public record ForeignKey(
        String name,
        Side child,
        Side parent,
        String same,
        String given,
        char onDelete,
        boolean checked,
        boolean outside,
        boolean readable) {

    /** One table of the two. */
    public record Side(TableName name, boolean partitioned) {

        String rows() {
            return (partitioned ? "" : "only ") + LiveTable.quoted(name);
        }
    }

    /** What a deletion would do to rows that refer, in a few words. */
    public String action() {
        return switch (onDelete) {
            case 'c' -> "ON DELETE CASCADE";
            case 'n' -> "ON DELETE SET NULL";
            case 'd' -> "ON DELETE SET DEFAULT";
            case 'r' -> "ON DELETE RESTRICT";
            default -> "ON DELETE NO ACTION";
        };
    }

    /** A query with a row where the reference does not hold. */
    String orphans() {
        return "select 1 from " + child.rows() + " c where " + given + " and not exists (select 1 from " + parent.rows()
                + " p where " + same + ") limit 1";
    }
}
