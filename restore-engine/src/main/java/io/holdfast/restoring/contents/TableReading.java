package io.holdfast.restoring.contents;

import io.holdfast.postgrestools.ServerNames;
import io.holdfast.restoring.server.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Reads tables of a database as pg_dump does: the same settings, the archive's columns, the text of COPY. */
public final class TableReading {

    /**
     * pg_dump's own ({@code setup_connection}); the time zone is the one that this house's dumps are made in. The search path is that of
     * every session here, {@code pg_catalog, pg_temp}, with which names are written as with pg_dump's empty one.
     */
    private static final String[] SETTINGS = {
        "set datestyle = 'ISO'",
        "set intervalstyle = 'POSTGRES'",
        "set extra_float_digits to 3",
        "set synchronize_seqscans to off",
        "set statement_timeout = 0",
        "set lock_timeout = 0",
        "set idle_in_transaction_session_timeout = 0",
        "set row_security = off",
        "set bytea_output = 'hex'",
        "set timezone = 'UTC'"
    };

    private static final String KEPT = """
        select c.relkind = 'p', coalesce((select e.extcondition[i.n]
            from pg_catalog.pg_extension e, pg_catalog.generate_subscripts(e.extconfig, 1) as i (n)
            where e.extconfig[i.n] = c.oid limit 1), '')
        from pg_catalog.pg_class c where c.oid = ?::pg_catalog.regclass\
        """;

    private final Connection connection;
    private final String encoding;

    /** @param connection of its own, from {@code SignIn}; its settings are changed */
    public TableReading(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            for (String setting : SETTINGS) {
                statement.execute(setting);
            }
            encoding = ServerNames.of(statement).encoding().name();
        }
    }

    /** Hears how many bytes of rows were read since it was last told; returns whether to go on. */
    public interface Pace {

        boolean goOn(long bytes);
    }

    /**
     * The fingerprint of a table's rows; empty where it was stopped.
     *
     * @param columns in parentheses as the archive writes them
     * @throws SQLException also where the table or a column is not there
     */
    public Optional<Fingerprint> fingerprint(TableName table, String columns, Pace pace) throws SQLException {
        RowHash hash = new RowHash();
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(statement(table, columns));
        for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
            // A line break ends each row; those within values are written as \n.
            hash.take(row, 0, row.length - 1);
            hash.endRow();
            if (!pace.goOn(row.length)) {
                copy.cancelCopy();
                return Optional.empty();
            }
        }
        return Optional.of(hash.finish());
    }

    public long count(TableName table) throws SQLException {
        Kept kept = kept(table);
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select count(*) from only " + quoted(table) + " " + kept.condition())) {
            row.next();
            return row.getLong(1);
        }
    }

    private String statement(TableName table, String columns) throws SQLException {
        Kept kept = kept(table);
        String rows = kept.isPartitioned() || !kept.condition().isEmpty()
                ? "(select " + (columns.isEmpty() ? "" : columns.substring(1, columns.length() - 1)) + " from "
                        + (kept.isPartitioned() ? "" : "only ") + quoted(table) + " " + kept.condition() + ")"
                : quoted(table) + " " + columns;
        // The bytes of the server, not those of a client's encoding.
        return "copy " + rows + " to stdout with (encoding " + Sql.text(encoding) + ")";
    }

    /**
     * Which rows of a table an archive has.
     *
     * @param isPartitioned then they lie in its partitions, and COPY alone reads none of them
     * @param condition an extension's own, by which pg_dump leaves out the rows that the extension itself brings
     *     ({@code pg_extension_config_dump}); empty elsewhere
     */
    private record Kept(boolean isPartitioned, String condition) {}

    private Kept kept(TableName table) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(KEPT)) {
            query.setString(1, quoted(table));
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? new Kept(row.getBoolean(1), row.getString(2)) : new Kept(false, "");
            }
        }
    }

    private static String quoted(TableName table) {
        String name = Sql.name(table.name());
        return table.schema().isEmpty() ? name : Sql.name(table.schema()) + "." + name;
    }
}
