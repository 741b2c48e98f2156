package io.holdfast.restoreengine.live;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.JdbcConnectionFactory;
import io.holdfast.restoreengine.contents.TableRowReader;
import io.holdfast.restoreengine.live.ReplaceRowsResult.Refused;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Replaces rows of some tables with those from another database in one transaction, and changes nothing else. The order of the
 * steps makes this safe: everything is read again under locks; no trigger acts on the rows; references and contents are checked
 * in their final place; the triggers are enabled again. Then an independent check reads everything that the transaction has
 * written, and rolls it back if that is more than these tables.
 */
public final class ReplaceRows {

    private static final Duration LOCKS = Duration.ofMinutes(2);
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final java.sql.Connection target;
    private final Statement statement;
    private final CopyRowsBetweenDatabases rows;

    private ReplaceRows(java.sql.Connection target, Statement statement, CopyRowsBetweenDatabases rows) {
        this.target = target;
        this.statement = statement;
        this.rows = rows;
    }

    /**
     *
     * @param from database with the archive's definitions and these rows, already compared with the archive
     * @param into the live database
     * @param beforeCommit receives the findings after all checks; what it stores survives a crash at the commit
     * @throws SQLException if the connection was lost, so that it is unknown whether the transaction was committed; or if the
     *     server refused a statement, and nothing was changed
     */
    public static ReplaceRowsResult replace(
            DatabaseConnection from,
            DatabaseConnection into,
            List<ArchivedTableRows> wanted,
            Consumer<List<Finding>> beforeCommit)
            throws SQLException {
        try (java.sql.Connection source = JdbcConnectionFactory.forLongRows(from, Duration.ZERO, true);
                java.sql.Connection target = JdbcConnectionFactory.forLongRows(into, Duration.ZERO, false);
                Statement statement = target.createStatement()) {
            CopyRowsBetweenDatabases rows = new CopyRowsBetweenDatabases(
                    new CopyRowsBetweenDatabases.Side(source, new TableRowReader(source)),
                    new CopyRowsBetweenDatabases.Side(target, new TableRowReader(target)),
                    wanted);
            target.setAutoCommit(false);
            // Each statement must see what was committed before the locks. XML need not be a document, and NULL in an
            // array is
            // a null.
            statement.execute("set transaction isolation level read committed, read write");
            statement.execute("set local xmloption = content");
            statement.execute("set local array_nulls = on");
            return new ReplaceRows(target, statement, rows).replace(beforeCommit);
        }
    }

    private ReplaceRowsResult replace(Consumer<List<Finding>> beforeCommit) throws SQLException {
        Optional<TableCatalogInfo> locked = locked();
        if (locked.isEmpty()) {
            return refused(
                    "tables_locked",
                    "Other sessions held locks on the tables for " + LOCKS.toMinutes()
                            + " minutes. Nothing was changed. hint: end those sessions, or stop the application.",
                    List.of());
        }
        List<Finding> obstacles = TableRestoreObstacleCheck.of(locked.get());
        return obstacles.isEmpty()
                ? replace(locked.get(), beforeCommit)
                : refused(
                        "plan_stale",
                        "The live tables have changed since the plan was made, so nothing was restored: "
                                + obstacles.getFirst().text() + ".",
                        obstacles);
    }

    private ReplaceRowsResult replace(TableCatalogInfo facts, Consumer<List<Finding>> beforeCommit)
            throws SQLException {
        String states = TriggerSuspension.states(statement, facts);
        TriggerSuspension guards = TriggerSuspension.suspend(statement, facts);
        List<Finding> findings = new ArrayList<>(rows.replace(statement, facts));
        for (TableCatalogInfo.DeferrableIndex index : facts.deferrable()) {
            // A trigger checks its constraint, and triggers are suspended. Rebuilding the index checks the constraint.
            statement.execute("reindex index " + LiveTable.quoted(index.name()));
        }
        AdvanceSequences sequences = new AdvanceSequences(statement, guards.allowsDefinitions());
        sequences.move(facts.sequences());
        findings.addAll(sequences.findings());
        Optional<Refused> wrong = wrong(facts);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        guards.resume();
        List<Finding> others = others(facts, guards, sequences, states);
        if (!others.isEmpty()) {
            return refused(
                    "other_relations_touched",
                    "Replacing these rows would have changed other tables too, so nothing was changed. hint: find"
                            + " out which function of a constraint, index or generated column writes to them.",
                    others);
        }
        beforeCommit.accept(List.copyOf(findings));
        sequences.last();
        target.commit();
        return new ReplaceRowsResult.Replaced();
    }

    /** Problems with the rows in their final place. */
    private Optional<Refused> wrong(TableCatalogInfo facts) throws SQLException {
        List<Finding> broken = BrokenForeignKeyDetector.of(statement, facts.foreignKeys());
        if (!broken.isEmpty()) {
            return Optional.of(refused(
                    "references_broken",
                    "With these rows, the live database would have references to rows that do not exist. Nothing"
                            + " was changed. hint: restore the referenced tables too.",
                    broken));
        }
        List<Finding> different = rows.different(facts);
        if (!different.isEmpty()) {
            return Optional.of(refused(
                    "contents_differ",
                    "The rows in the live tables would differ from the archive, so nothing was changed. hint: check"
                            + " whether the columns have other types now.",
                    different));
        }
        return Optional.empty();
    }

    private Refused refused(String reason, String message, List<Finding> findings) throws SQLException {
        target.rollback();
        return new Refused(reason, message, findings.stream().distinct().toList());
    }

    /** The facts about the tables, read under locks. Empty if other sessions hold locks for too long. */
    private Optional<TableCatalogInfo> locked() throws SQLException {
        try {
            TableCatalogInfo before = ReadTableCatalogInfo.of(target, rows.names());
            statement.execute("set local lock_timeout = " + LOCKS.toMillis());
            for (LiveTable table : before.relations()) {
                if (table.hasRows()) {
                    statement.execute("lock table only " + table.quoted() + " in access exclusive mode");
                }
            }
            statement.execute("set local lock_timeout = 0");
            return Optional.of(ReadTableCatalogInfo.of(target, rows.names()));
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The independent check: everything else that was written, whatever wrote it. */
    private List<Finding> others(
            TableCatalogInfo facts, TriggerSuspension guards, AdvanceSequences sequences, String states)
            throws SQLException {
        List<String> catalogs = new ArrayList<>(guards.catalogs());
        if (sequences.altered()) {
            catalogs.addAll(List.of("pg_class", "pg_sequence"));
        }
        if (!facts.deferrable().isEmpty()) {
            catalogs.addAll(List.of("pg_class", "pg_index"));
        }
        List<Long> relations = new ArrayList<>();
        facts.relations().forEach(table -> relations.add(table.oid()));
        facts.sequences().forEach(sequence -> relations.add(sequence.oid()));
        List<Finding> others = new ArrayList<>();
        for (String name : UnexpectedWriteDetector.others(target, relations, catalogs)) {
            others.add(new Finding("relation_touched", name + " would have been written too"));
        }
        if (!TriggerSuspension.states(statement, facts).equals(states)) {
            others.add(new Finding(
                    "states_differ", "a trigger, a rule or row security would not have its earlier" + " state"));
        }
        return others;
    }
}
