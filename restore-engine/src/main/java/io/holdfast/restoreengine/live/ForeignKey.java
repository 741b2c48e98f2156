package io.holdfast.restoreengine.live;

import io.holdfast.restoreengine.contents.TableName;

/**
 * A foreign key from or to a table whose rows are replaced. If partitions inherit a key from their parent, only the parent's
 * key.
 *
 * @param child referencing table
 * @param parent referenced table
 * @param same SQL condition that compares both keys, with the aliases {@code p} and {@code c}
 * @param given SQL condition that is true if {@code c} refers to a row
 * @param onDelete value of {@code pg_constraint.confdeltype}
 * @param checked whether PostgreSQL guarantees the key, and compares with plain equality
 * @param outside whether the rows of the referencing table are not replaced
 * @param readable whether the session's role may read both tables
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

    /** One of the two tables. */
    public record Side(TableName name, boolean partitioned) {

        String rows() {
            return (partitioned ? "" : "only ") + LiveTable.quoted(name);
        }
    }

    /** The action of a deletion on referencing rows. */
    public String action() {
        return switch (onDelete) {
            case 'c' -> "ON DELETE CASCADE";
            case 'n' -> "ON DELETE SET NULL";
            case 'd' -> "ON DELETE SET DEFAULT";
            case 'r' -> "ON DELETE RESTRICT";
            default -> "ON DELETE NO ACTION";
        };
    }

    /** A query that returns a row if a reference does not hold. */
    String orphans() {
        return "select 1 from " + child.rows() + " c where " + given + " and not exists (select 1 from " + parent.rows()
                + " p where " + same + ") limit 1";
    }
}
