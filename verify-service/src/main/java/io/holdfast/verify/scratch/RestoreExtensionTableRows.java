package io.holdfast.verify.scratch;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.TableOfContents.Entry;
import io.holdfast.restoreengine.archive.LoadTableRows;
import io.holdfast.restoreengine.archive.StagedArchive;
import io.holdfast.restoreengine.contents.TableName;
import io.holdfast.restoreengine.server.SqlQuoting;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Loads a backup's rows of tables that belong to extensions ({@code pg_extension_config_dump}). The administrator owns those
 * tables. It loads the rows only with COPY, and grants the drill's role read access.
 */
final class RestoreExtensionTableRows {

    private static final String MEMBERS = """
        select n.nspname, c.relname, c.relkind = 'S'
        from pg_catalog.pg_depend d
          join pg_catalog.pg_class c on c.oid = d.objid
          join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.deptype = 'e'
          and d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass and c.relkind in ('r', 'p', 'S')\
        """;

    private final StagedArchive archive;
    private final Statement statement;
    private final Optional<String> role;

    RestoreExtensionTableRows(StagedArchive archive, Statement statement, Optional<String> role) {
        this.archive = archive;
        this.statement = statement;
        this.role = role;
    }

    /**
     * Loads the rows.
     *
     * @param without receives the ids of the entries that were loaded
     * @return the reason if the server refused them
     */
    Optional<Finding> load(Set<Integer> without) throws SQLException, IOException, InterruptedException {
        Set<TableName> tables = new HashSet<>();
        Set<TableName> sequences = new HashSet<>();
        try (ResultSet row = statement.executeQuery(MEMBERS)) {
            while (row.next()) {
                (row.getBoolean(3) ? sequences : tables).add(new TableName(row.getString(1), row.getString(2)));
            }
        }
        for (Entry entry : archive.list().entries()) {
            TableName named = new TableName(entry.schema().orElse(""), entry.name());
            if (entry.type().equals("TABLE DATA") && tables.contains(named)) {
                without.add(entry.id());
                Optional<Finding> refused = load(entry, named, tables);
                if (refused.isPresent()) {
                    return refused;
                }
            } else if (entry.type().equals("SEQUENCE SET") && sequences.contains(named)) {
                grant("usage, select, update on sequence", named);
            }
        }
        return Optional.empty();
    }

    private Optional<Finding> load(Entry entry, TableName named, Set<TableName> tables)
            throws SQLException, IOException, InterruptedException {
        try {
            LoadTableRows.load(archive, entry.id(), statement.getConnection(), tables::contains);
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            if (state.startsWith("08")) {
                throw e;
            }
            return Optional.of(new Finding(
                    "extension_rows_refused",
                    "the rows of extension table " + named
                            + " do not match the extension version on the scratch server"
                            + " (SQLSTATE " + state + ")"));
        }
        grant("select, references on table", named);
        return Optional.empty();
    }

    private void grant(String what, TableName on) throws SQLException {
        if (role.isPresent()) {
            statement.execute("grant " + what + " " + SqlQuoting.name(on.schema()) + "." + SqlQuoting.name(on.name())
                    + " to " + SqlQuoting.name(role.get()));
        }
    }
}
