package io.holdfast.restoreengine.contents;

import io.holdfast.postgrestools.CopySource;
import io.holdfast.postgrestools.JdbcCopySource;
import io.holdfast.postgrestools.TextSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads tables of a database as pg_dump does: the same settings, the archive's columns, the text of COPY. */
public final class TableRowReader {

    /** pg_dump's own ({@code setup_connection}), beside those of the text. */
    private static final Map<String, String> SETTINGS = Map.of(
            "synchronize_seqscans", "off",
            "statement_timeout", "0",
            "lock_timeout", "0",
            "idle_in_transaction_session_timeout", "0",
            "row_security", "off");

    private static final Set<String> TEXT =
            Set.of(TextSettings.BYTEA_OUTPUT, TextSettings.LC_MONETARY, TextSettings.TIME_ZONE);

    private final CopySource source;
    private final TextSettings ofTheDatabase;
    private final String encoding;
    private final SessionNameEncoding names;
    private final DumpedRows kept;

    /**
     * In a session that has to be this one, such as one with an open transaction. In one of {@code SignIn.forLongRows} a row may have any length.
     *
     * @param connection of its own, from {@code SignIn}; its settings are changed
     */
    public TableRowReader(Connection connection) throws SQLException {
        this(new JdbcCopySource(connection), Optional.empty());
        use(TextSettings.PINNED);
    }

    /**
     * With the settings of the database, until {@link #use} gives others.
     *
     * @param source a session of its own; its settings are changed
     * @param encoding in which the rows are compared, by PostgreSQL's word; the server's where empty
     */
    public TableRowReader(CopySource source, Optional<String> encoding) throws SQLException {
        this.source = source;
        for (Map.Entry<String, String> setting : new TreeMap<>(SETTINGS).entrySet()) {
            set(setting.getKey(), setting.getValue());
        }
        this.ofTheDatabase = read();
        this.names = SessionNameEncoding.of(source);
        this.encoding = encoding.orElse(names.encoding().name());
        this.kept = new DumpedRows(source, names);
    }

    /** Hears how many bytes of rows were read since it was last told; returns whether to go on. */
    public interface Pace {

        boolean goOn(long bytes);
    }

    /** What the server, the database and the role have set. */
    public TextSettings ofTheDatabase() {
        return ofTheDatabase;
    }

    /**
     * Reads with these settings from now on.
     *
     * @throws SQLException where the server does not know one of them (SQLSTATE 22023)
     */
    public void use(TextSettings settings) throws SQLException {
        for (Map.Entry<String, String> setting : new TreeMap<>(settings.values()).entrySet()) {
            set(setting.getKey(), setting.getValue());
        }
    }

    /** As {@link #fingerprint(TableName, String, Set, Pace)}, with all partitions. */
    public Optional<Fingerprint> fingerprint(TableName table, String columns, Pace pace) throws SQLException {
        return fingerprint(table, columns, Set.of(), pace);
    }

    /**
     * The fingerprint of a table's rows; empty where it was stopped.
     *
     * @param columns in parentheses as the archive writes them
     * @param apart tables whose rows the archive has under their own names: of a partitioned table these partitions are left out
     * @throws SQLException also where the table or a column is not there
     */
    public Optional<Fingerprint> fingerprint(TableName table, String columns, Set<TableName> apart, Pace pace)
            throws SQLException {
        RowDigest digest = new RowDigest();
        for (String rows : kept.of(table, columns, apart)) {
            boolean isWhole = source.copy(
                    "copy " + rows + " to stdout with (encoding " + literal(encoding) + ")", (bytes, from, length) -> {
                        digest.take(bytes, from, length);
                        return pace.goOn(length);
                    });
            if (!isWhole) {
                return Optional.empty();
            }
        }
        return Optional.of(digest.finish());
    }

    /** How many rows {@link #fingerprint} would read. */
    public long count(TableName table, Set<TableName> apart) throws SQLException {
        long rows = 0;
        for (String counted : kept.counted(table, apart)) {
            rows += Long.parseLong(
                    source.text("copy (" + counted + ") to stdout").strip());
        }
        return rows;
    }

    /** Which of the settings of text matter to this table: those of the types of its columns, and of the types within these. */
    public Set<String> settingsOf(TableName table) throws SQLException {
        return Set.copyOf(column(source.text(TextSettingsQuery.question(names.literal(table)))));
    }

    private TextSettings read() throws SQLException {
        TextSettings found = TextSettings.NONE;
        for (String name : TEXT) {
            found = found.with(name, current(name));
        }
        return found;
    }

    private String current(String name) throws SQLException {
        return column(source.text("copy (select pg_catalog.current_setting(" + literal(name)
                        + ")) to stdout with (encoding 'UTF8')"))
                .getFirst();
    }

    private void set(String name, String value) throws SQLException {
        source.text("copy (select pg_catalog.set_config(" + literal(name) + ", " + literal(value)
                + ", false)) to stdout with (encoding 'UTF8')");
    }

    private static List<String> column(String text) {
        return CopyTextFormat.rows(text).stream().map(List::getFirst).toList();
    }

    /** Nothing but words of PostgreSQL and of ours: no backslash, whatever {@code standard_conforming_strings} says. */
    private static String literal(String word) {
        return "'" + word.replace("'", "''").replace("\\", "") + "'";
    }
}
