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

/** Rows that go from one session to another: deleted there, copied in pieces, and compared where they then lie. */
final class CopyRows {

    private final Side source;
    private final Side target;
    private final List<ArchivedTableRows> wanted;

    /**
     * @param session one {@code SignIn.forLongRows}: a row comes in pieces, and none is held whole
     * @param reading of the same session, with the settings with which archives are written and compared
     */
    record Side(Connection session, TableRowReader reading) {}

    CopyRows(Side source, Side target, List<ArchivedTableRows> wanted) {
        this.source = source;
        this.target = target;
        this.wanted = wanted;
    }

    List<TableName> names() {
        return wanted.stream().map(ArchivedTableRows::table).toList();
    }

    /** What a person should know of what was done. */
    List<Finding> replace(Statement statement, TableFacts facts) throws SQLException {
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
            findings.addAll(CopyColumns.added(target.session(), table.table(), columns));
        }
        return findings;
    }

    /** A table that lies in the tree of another comes with it. */
    private ArchivedTableRows rows(RequestedTable table) {
        return wanted.stream()
                .filter(rows -> rows.table().equals(table.table().name()))
                .findFirst()
                .orElseThrow();
    }

    /** The archive's columns; where partitions had them in different orders, those of the table above them. */
    private String columns(ArchivedTableRows rows) throws SQLException {
        return rows.columns().isPresent() ? rows.columns().get() : CopyColumns.of(source.session(), rows.table());
    }

    private void copy(ArchivedTableRows rows, LiveTable into, String columns) throws SQLException {
        // Not the driver's: a conversion there and back may change text, and SQL_ASCII has bytes that are no text.
        String encoding = " with (encoding '" + encoding() + "')";
        CopyOut out = source.session()
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut(CopyColumns.copyOut(source.session(), rows.table(), columns) + encoding);
        CopyIn in = target.session()
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + into.quoted() + " " + columns + " from stdin" + encoding);
        for (byte[] piece = out.readFromCopy(); piece != null; piece = out.readFromCopy()) {
            in.writeToCopy(piece, 0, piece.length);
        }
        in.endCopy();
    }

    /** In which the source's rows lie, by PostgreSQL's word. */
    private String encoding() throws SQLException {
        try (Statement statement = source.session().createStatement();
                ResultSet row = statement.executeQuery("select getdatabaseencoding()")) {
            row.next();
            return row.getString(1);
        }
    }

    /**
     * Tables that have not the archive's rows where they now lie, read by COPY in the session that wrote them. Where partitions had their
     * columns in different orders, or the archive its text under other settings, the rows are those of the source, which was compared with
     * the archive and is read under the same settings here.
     */
    List<Finding> different(TableFacts facts) throws SQLException {
        List<Finding> different = new ArrayList<>();
        for (RequestedTable table : facts.tables()) {
            ArchivedTableRows rows = rows(table);
            String columns = columns(rows);
            Fingerprint found = fingerprint(target.reading(), rows.table(), columns);
            boolean isArchives = rows.columns().isPresent() && found.equals(rows.fingerprint());
            if (!isArchives && !found.equals(fingerprint(source.reading(), rows.table(), columns))) {
                different.add(new Finding(
                        "contents_differ",
                        rows.table() + " would have " + found.rows() + " rows, and the archive has " + rows.rows()
                                + (found.rows() == rows.rows() ? ", of which some are others" : "")));
            }
        }
        return different;
    }

    private static Fingerprint fingerprint(TableRowReader reading, TableName table, String columns)
            throws SQLException {
        return reading.fingerprint(table, columns, bytes -> true).orElseThrow();
    }
}
