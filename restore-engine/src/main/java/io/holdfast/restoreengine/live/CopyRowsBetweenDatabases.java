package io.holdfast.restoreengine.live;

import io.holdfast.events.Finding;
import io.holdfast.restoreengine.contents.Fingerprint;
import io.holdfast.restoreengine.contents.TableName;
import io.holdfast.restoreengine.contents.TableRowReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/** Copies rows from one session to another: deletes the old rows, copies in chunks, and compares the result. */
final class CopyRowsBetweenDatabases {

    private final Side source;
    private final Side target;
    private final List<ArchivedTableRows> wanted;

    /**
     *
     * @param session session from {@code JdbcConnectionFactory.forLongRows}: a row arrives in chunks and is never held completely
     * @param reading reader for the same session, with the settings that archives are written and compared with
     */
    record Side(Connection session, TableRowReader reading) {}

    CopyRowsBetweenDatabases(Side source, Side target, List<ArchivedTableRows> wanted) {
        this.source = source;
        this.target = target;
        this.wanted = wanted;
    }

    List<TableName> names() {
        return wanted.stream().map(ArchivedTableRows::table).toList();
    }

    /** Replaces the rows. Returns findings for a person. */
    List<Finding> replace(Statement statement, TableCatalogInfo facts) throws SQLException {
        for (RequestedTable table : facts.tables()) {
            for (LiveTable leaf : table.leaves()) {
                statement.execute("delete from only " + leaf.quoted());
            }
        }
        List<Finding> findings = new ArrayList<>();
        for (RequestedTable table : facts.tables()) {
            ArchivedTableRows rows = rows(table);
            String columns = columns(rows);
            copy(rows, table.table(), columns);
            findings.addAll(CopyColumnListBuilder.added(target.session(), table.table(), columns));
        }
        return findings;
    }

    /** A table inside the partition tree of another table is copied with it. */
    private ArchivedTableRows rows(RequestedTable table) {
        return wanted.stream()
                .filter(rows -> rows.table().equals(table.table().name()))
                .findFirst()
                .orElseThrow();
    }

    /** The columns of the archive. If partitions have different column orders, the columns of the partitioned table. */
    private String columns(ArchivedTableRows rows) throws SQLException {
        return rows.columns().isPresent()
                ? rows.columns().get()
                : CopyColumnListBuilder.of(source.session(), rows.table());
    }

    private void copy(ArchivedTableRows rows, LiveTable into, String columns) throws SQLException {
        // Do not use the driver's conversion: converting back and forth may change text, and SQL_ASCII may contain
        // bytes that
        // are not text.
        String encoding = " with (encoding '" + encoding() + "')";
        CopyOut out = source.session()
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut(CopyColumnListBuilder.copyOut(source.session(), rows.table(), columns) + encoding);
        CopyIn in = target.session()
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + into.quoted() + " " + columns + " from stdin" + encoding);
        for (byte[] piece = out.readFromCopy(); piece != null; piece = out.readFromCopy()) {
            in.writeToCopy(piece, 0, piece.length);
        }
        in.endCopy();
    }

    /** PostgreSQL's name of the encoding of the source's rows. */
    private String encoding() throws SQLException {
        try (Statement statement = source.session().createStatement();
                ResultSet row = statement.executeQuery("select getdatabaseencoding()")) {
            row.next();
            return row.getString(1);
        }
    }

    /**
     * Tables whose rows differ from the archive in their final place, read with COPY in the session that wrote them. If
     * partitions have different column orders, or the archive was written with other settings, the rows are compared with the
     * source instead. The source was compared with the archive and is read with the same settings.
     */
    List<Finding> different(TableCatalogInfo facts) throws SQLException {
        List<Finding> different = new ArrayList<>();
        for (RequestedTable table : facts.tables()) {
            ArchivedTableRows rows = rows(table);
            String columns = columns(rows);
            Fingerprint found = fingerprint(target.reading(), rows.table(), columns);
            boolean isArchives = rows.columns().isPresent() && found.equals(rows.fingerprint());
            if (!isArchives && !found.equals(fingerprint(source.reading(), rows.table(), columns))) {
                different.add(new Finding(
                        "contents_differ",
                        rows.table() + " would have " + found.rows() + " rows, but the archive has " + rows.rows()
                                + (found.rows() == rows.rows() ? ", of which some differ" : "")));
            }
        }
        return different;
    }

    private static Fingerprint fingerprint(TableRowReader reading, TableName table, String columns)
            throws SQLException {
        return reading.fingerprint(table, columns, bytes -> true).orElseThrow();
    }
}
