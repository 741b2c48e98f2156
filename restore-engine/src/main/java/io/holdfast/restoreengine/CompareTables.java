package io.holdfast.restoreengine;

import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.Finding;
import io.holdfast.postgrestools.TextOutputSettings;
import io.holdfast.restoreengine.contents.Fingerprint;
import io.holdfast.restoreengine.contents.TableContentFingerprint;
import io.holdfast.restoreengine.contents.TableName;
import io.holdfast.restoreengine.contents.TableRowReader;
import io.holdfast.restoreengine.contents.TextOutputSettingsSelector;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Compares tables one by one in one session.
 *
 * @param countAbove row count above which a table is only counted
 * @param apart tables whose rows the archive stores under their own names
 */
record CompareTables(
        TableRowReader reading,
        TextOutputSettingsSelector spellings,
        Set<TableName> apart,
        long countAbove,
        TableRowReader.Pace pace) {

    private static final Logger LOG = Logger.getLogger(CompareTables.class);

    /** SQLSTATE {@code invalid_parameter_value}: a locale or time zone that this server does not have. */
    private static final String UNKNOWN = "22023";

    sealed interface TableResult {

        record Equal(TableName table, boolean countedOnly) implements TableResult {}

        record Different(Finding finding) implements TableResult {}
    }

    /** Empty if the comparison was stopped. */
    Optional<TableResult> compare(TableContentFingerprint table) throws SQLException {
        try {
            if (table.rows() > countAbove) {
                long rows = reading.count(table.table(), apart);
                return Optional.of(
                        rows == table.rows() ? new TableResult.Equal(table.table(), true) : different(table, rows));
            }
            TextOutputSettings first = spellings.first(reading.ofTheDatabase());
            use(first);
            Optional<Fingerprint> found = read(table);
            if (found.isEmpty() || found.get().equals(table.fingerprint())) {
                return found.map(equal -> new TableResult.Equal(table.table(), false));
            }
            return found.get().rows() == table.rows() && spellings.areOpen()
                    ? otherwise(table, first)
                    : Optional.of(different(table, found.get().rows()));
        } catch (SQLException e) {
            return Optional.of(unreadable(table, e));
        }
    }

    private Optional<TableResult> otherwise(TableContentFingerprint table, TextOutputSettings tried)
            throws SQLException {
        for (TextOutputSettings other :
                spellings.others(tried, reading.ofTheDatabase(), reading.settingsOf(table.table()))) {
            if (use(other)) {
                Optional<Fingerprint> found = read(table);
                if (found.isEmpty()) {
                    return Optional.empty();
                }
                if (found.get().equals(table.fingerprint())) {
                    spellings.proved(other, tried);
                    return Optional.of(new TableResult.Equal(table.table(), false));
                }
            }
        }
        return Optional.of(different(table, table.rows()));
    }

    private Optional<Fingerprint> read(TableContentFingerprint table) throws SQLException {
        return reading.fingerprint(table.table(), table.columns(), apart, pace);
    }

    private boolean use(TextOutputSettings settings) throws SQLException {
        try {
            reading.use(settings);
            return true;
        } catch (SQLException e) {
            if (UNKNOWN.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /**
     * A role that may not read a table, for example because row security is forced on its owner, proves nothing about its rows.
     *
     * @throws SQLException if the failure proves nothing about the table
     */
    private static TableResult unreadable(TableContentFingerprint table, SQLException e) throws SQLException {
        String state = String.valueOf(e.getSQLState());
        if (!state.startsWith("42") || state.equals(DiagnoseFailedEntries.MAY_NOT)) {
            throw e;
        }
        LOG.warnf("Cannot read table %s: %s", table.table(), ControlCharacterSanitizer.message(e));
        return new TableResult.Different(new Finding(
                "table_missing",
                table.table() + " cannot be read with the column list of the artifact (SQLSTATE " + state + ")"));
    }

    private static TableResult different(TableContentFingerprint table, long rows) {
        return new TableResult.Different(
                rows == table.rows()
                        ? new Finding(
                                "contents_differ",
                                table.table() + " has " + rows + " rows, but some differ from" + " the artifact")
                        : new Finding(
                                "rows_differ",
                                table.table() + " has " + rows + " rows, but " + table.rows()
                                        + " are in the artifact"));
    }
}
