package io.holdfast.restoring.contents;

import java.sql.Connection;
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
        "set timezone = 'UTC'",
        // The bytes of the server, not those of a client's alphabet.
        "select pg_catalog.set_config('client_encoding', pg_catalog.current_setting('server_encoding'), false)"
    };

    private final Connection connection;

    /** @param connection of its own, from {@code SignIn}; its settings are changed */
    public TableReading(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            for (String setting : SETTINGS) {
                statement.execute(setting);
            }
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
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from only " + quoted(table))) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Rows that an archive holds under the name of a partitioned table lie in its partitions, and COPY alone reads none of them. */
    private String statement(TableName table, String columns) throws SQLException {
        boolean partitioned;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select relkind = 'p' from pg_catalog.pg_class where oid = '"
                        + quoted(table).replace("'", "''") + "'::pg_catalog.regclass")) {
            partitioned = row.next() && row.getBoolean(1);
        }
        return partitioned
                ? "copy (select " + (columns.isEmpty() ? "" : columns.substring(1, columns.length() - 1)) + " from "
                        + quoted(table) + ") to stdout"
                : "copy " + quoted(table) + " " + columns + " to stdout";
    }

    private static String quoted(TableName table) {
        String name = '"' + table.name().replace("\"", "\"\"") + '"';
        return table.schema().isEmpty() ? name : '"' + table.schema().replace("\"", "\"\"") + "\"." + name;
    }
}
