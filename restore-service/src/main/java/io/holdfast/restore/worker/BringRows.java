package io.holdfast.restore.worker;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.Connection;
import io.holdfast.postgrestools.SignIn;
import io.holdfast.restoring.contents.TableContents;
import io.holdfast.restoring.contents.TableName;
import io.holdfast.restoring.server.Sql;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/**
 * Rows from one database into the same tables of another, instead of those that are there, in one transaction. Triggers and foreign
 * keys stand aside meanwhile, and every foreign key from or to these tables is checked before the end.
 */
final class BringRows {

    /** Columns are compared by the operators of the key: those of an extension's type are not on the path. */
    private static final String FOREIGN_KEYS = """
            select c.conname, c.conrelid::regclass::text as child, c.confrelid::regclass::text as parent,
              (select string_agg(format('p.%I operator(%I.%s) c.%I', b.attname, s.nspname, o.oprname, a.attname), ' and ' order by k.n)
               from unnest(c.conkey, c.confkey, c.conpfeqop) with ordinality k(x, y, z, n)
               join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.x
               join pg_attribute b on b.attrelid = c.confrelid and b.attnum = k.y
               join pg_operator o on o.oid = k.z join pg_namespace s on s.oid = o.oprnamespace) as same,
              (select string_agg(format('c.%I is not null', a.attname), ' and ')
               from unnest(c.conkey) k(x) join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.x) as given
            from pg_constraint c where c.contype = 'f' and c.conparentid = 0
              and (c.conrelid = ?::regclass or c.confrelid = ?::regclass)""";

    private BringRows() {}

    /**
     * @return references that would be broken; then nothing was changed
     * @throws SQLException where the rows were refused; then nothing was changed either
     */
    static List<Finding> bring(Connection from, Connection into, List<TableContents> tables) throws SQLException {
        try (java.sql.Connection source = SignIn.readOnly(from, Duration.ZERO);
                java.sql.Connection target = SignIn.to(into, Duration.ZERO)) {
            target.setAutoCommit(false);
            try (Statement statement = target.createStatement()) {
                statement.execute("set local session_replication_role = replica");
                for (TableContents table : tables) {
                    statement.execute("lock table " + named(table.table()) + " in access exclusive mode");
                    statement.execute("delete from " + named(table.table()));
                }
            }
            for (TableContents table : tables) {
                copy(source, target, table);
            }
            List<Finding> broken = new ArrayList<>();
            for (TableContents table : tables) {
                broken.addAll(brokenReferences(target, named(table.table())));
            }
            if (broken.isEmpty()) {
                target.commit();
            } else {
                target.rollback();
            }
            return broken.stream().distinct().toList();
        }
    }

    private static void copy(java.sql.Connection source, java.sql.Connection target, TableContents table)
            throws SQLException {
        String columns = named(table.table()) + " " + table.columns();
        CopyOut out = source.unwrap(PGConnection.class).getCopyAPI().copyOut("copy " + columns + " to stdout");
        CopyIn in = target.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + columns + " from stdin");
        for (byte[] row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
            in.writeToCopy(row, 0, row.length);
        }
        in.endCopy();
    }

    private static List<Finding> brokenReferences(java.sql.Connection target, String table) throws SQLException {
        List<Finding> broken = new ArrayList<>();
        try (PreparedStatement keys = target.prepareStatement(FOREIGN_KEYS)) {
            keys.setString(1, table);
            keys.setString(2, table);
            try (ResultSet key = keys.executeQuery();
                    Statement look = target.createStatement()) {
                while (key.next()) {
                    String child = key.getString("child");
                    try (ResultSet orphan = look.executeQuery("select 1 from " + child + " c where "
                            + key.getString("given") + " and not exists (select 1 from " + key.getString("parent")
                            + " p where " + key.getString("same") + ") limit 1")) {
                        if (orphan.next()) {
                            broken.add(new Finding(
                                    "reference_broken",
                                    child + " would refer to rows of " + key.getString("parent")
                                            + " that are not there (" + key.getString("conname") + ")"));
                        }
                    }
                }
            }
        }
        return broken;
    }

    private static String named(TableName table) {
        return table.schema().isEmpty()
                ? Sql.name(table.name())
                : Sql.name(table.schema()) + "." + Sql.name(table.name());
    }
}
