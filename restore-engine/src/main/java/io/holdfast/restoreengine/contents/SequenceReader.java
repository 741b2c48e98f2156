package io.holdfast.restoreengine.contents;

import io.holdfast.postgrestools.CopyToStdoutSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the positions of the sequences of a database. */
public final class SequenceReader {

    /** Number of sequences that one statement reads. */
    private static final int AT_ONCE = 200;

    private static final String READABLE = "copy (select n.nspname, c.relname,"
            + " pg_catalog.has_schema_privilege(n.oid, 'usage') and pg_catalog.has_sequence_privilege(c.oid, 'select')"
            + " from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
            + " where c.relkind = 'S')";

    /**
     *
     * @param found requested sequences that exist and can be read
     * @param unreadable number of sequences that the role may not read
     */
    public record Read(Map<TableName, SequenceValue> found, int unreadable) {

        public Read {
            found = Map.copyOf(found);
        }
    }

    private SequenceReader() {}

    public static Read read(CopyToStdoutSession source, List<SequenceValue> wanted) throws SQLException {
        SqlIdentifierEncoder names = SqlIdentifierEncoder.of(source);
        Map<TableName, Boolean> there = new HashMap<>();
        for (List<String> row : CopyTextFormatParser.rows(source.text(READABLE + names.answered()))) {
            there.put(names.read(row.get(0), row.get(1)), row.get(2).equals("t"));
        }
        List<TableName> readable = new ArrayList<>();
        int unreadable = 0;
        for (SequenceValue one : wanted) {
            Boolean mayBeRead = there.get(one.sequence());
            if (Boolean.TRUE.equals(mayBeRead)) {
                readable.add(one.sequence());
            } else if (mayBeRead != null) {
                unreadable++;
            }
        }
        Map<TableName, SequenceValue> found = new HashMap<>();
        for (int i = 0; i < readable.size(); i += AT_ONCE) {
            read(source, names, readable.subList(i, Math.min(i + AT_ONCE, readable.size())), found);
        }
        return new Read(found, unreadable);
    }

    private static void read(
            CopyToStdoutSession source,
            SqlIdentifierEncoder names,
            List<TableName> sequences,
            Map<TableName, SequenceValue> found)
            throws SQLException {
        List<String> questions = new ArrayList<>();
        for (int i = 0; i < sequences.size(); i++) {
            questions.add("select " + i + ", last_value, is_called from " + names.quoted(sequences.get(i)));
        }
        String all = "copy (" + String.join(" union all ", questions) + ") to stdout with (encoding 'UTF8')";
        for (List<String> row : CopyTextFormatParser.rows(source.text(all))) {
            TableName name = sequences.get(Integer.parseInt(row.get(0)));
            found.put(
                    name,
                    new SequenceValue(
                            name, Long.parseLong(row.get(1)), row.get(2).equals("t")));
        }
    }
}
