package io.holdfast.restoreengine.contents;

import io.holdfast.postgrestools.CopyToStdoutSession;
import io.holdfast.postgrestools.JdbcCopyToStdoutSession;
import io.holdfast.postgrestools.TextOutputSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads tables of a database like pg_dump: with the same settings, the columns of the archive, and the text format of COPY. */
public final class TableRowReader {

    /** pg_dump's own settings ({@code setup_connection}), besides those for text output. */
    private static final Map<String, String> SETTINGS = Map.of(
            "synchronize_seqscans", "off",
            "statement_timeout", "0",
            "lock_timeout", "0",
            "idle_in_transaction_session_timeout", "0",
            "row_security", "off");

    private static final Set<String> TEXT =
            Set.of(TextOutputSettings.BYTEA_OUTPUT, TextOutputSettings.LC_MONETARY, TextOutputSettings.TIME_ZONE);

    private final CopyToStdoutSession source;
    private final TextOutputSettings ofTheDatabase;
    private final String encoding;
    private final SqlIdentifierEncoder names;
    private final DumpedRowQueryBuilder kept;

    /**
     * Reads in this session, for example because it has an open transaction. With a session from {@code JdbcConnectionFactory.forLongRows},
     * rows may have any length.
     *
     * @param connection dedicated connection from {@code JdbcConnectionFactory}; its settings are changed
     */
    public TableRowReader(Connection connection) throws SQLException {
        this(new JdbcCopyToStdoutSession(connection), Optional.empty());
        use(TextOutputSettings.PINNED);
    }

    /**
     * Reads with the settings of the database until {@link #use} sets others.
     *
     * @param source dedicated session; its settings are changed
     * @param encoding PostgreSQL's name of the encoding in which the rows are compared; empty for that of the server
     */
    public TableRowReader(CopyToStdoutSession source, Optional<String> encoding) throws SQLException {
        this.source = source;
        for (Map.Entry<String, String> setting : new TreeMap<>(SETTINGS).entrySet()) {
            set(setting.getKey(), setting.getValue());
        }
        this.ofTheDatabase = read();
        this.names = SqlIdentifierEncoder.of(source);
        this.encoding = encoding.orElse(names.encoding().name());
        this.kept = new DumpedRowQueryBuilder(source, names);
    }

    /** Receives the number of bytes of rows since the last call, and returns whether to continue. */
    public interface Pace {

        boolean goOn(long bytes);
    }

    /** The settings of the server, the database and the role. */
    public TextOutputSettings ofTheDatabase() {
        return ofTheDatabase;
    }

    /**
     * Uses these settings from now on.
     *
     * @throws SQLException if the server does not know one of them (SQLSTATE 22023)
     */
    public void use(TextOutputSettings settings) throws SQLException {
        for (Map.Entry<String, String> setting : new TreeMap<>(settings.values()).entrySet()) {
            set(setting.getKey(), setting.getValue());
        }
    }

    /** As {@link #fingerprint(TableName, String, Set, Pace)}, with all partitions. */
    public Optional<Fingerprint> fingerprint(TableName table, String columns, Pace pace) throws SQLException {
        return fingerprint(table, columns, Set.of(), pace);
    }

    /**
     * The fingerprint of the rows of a table; empty if it was stopped.
     *
     * @param columns column list in parentheses as in the archive
     * @param apart tables whose rows the archive stores under their own names; these partitions are excluded from a partitioned
     *     table
     * @throws SQLException also if the table or a column does not exist
     */
    public Optional<Fingerprint> fingerprint(TableName table, String columns, Set<TableName> apart, Pace pace)
            throws SQLException {
        CopyTextFingerprintBuilder digest = new CopyTextFingerprintBuilder();
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

    /** The number of rows that {@link #fingerprint} would read. */
    public long count(TableName table, Set<TableName> apart) throws SQLException {
        long rows = 0;
        for (String counted : kept.counted(table, apart)) {
            rows += Long.parseLong(
                    source.text("copy (" + counted + ") to stdout").strip());
        }
        return rows;
    }

    /** The text settings that affect this table, from the types of its columns and the types within them. */
    public Set<String> settingsOf(TableName table) throws SQLException {
        return Set.copyOf(column(source.text(TextOutputSettingsQuery.question(names.literal(table)))));
    }

    private TextOutputSettings read() throws SQLException {
        TextOutputSettings found = TextOutputSettings.NONE;
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
        return CopyTextFormatParser.rows(text).stream().map(List::getFirst).toList();
    }

    /** For fixed values only. It removes backslashes, so the result does not depend on {@code standard_conforming_strings}. */
    private static String literal(String word) {
        return "'" + word.replace("'", "''").replace("\\", "") + "'";
    }
}
