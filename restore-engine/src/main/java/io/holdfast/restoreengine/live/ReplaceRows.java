package io.holdfast.restoreengine.live;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.SignIn;
import io.holdfast.restoreengine.contents.TableRowReader;
import io.holdfast.restoreengine.live.ReplaceResult.Refused;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Rows of some tables of one database instead of those in another, in one transaction, and nothing else changed. The order is the safety:
 * everything is read again under the locks; nothing acts on rows; references and contents are compared where they now lie; what acted before
 * acts again; and then a net that knows nothing of all this reads what the transaction has written, and takes it back if that is more.
 */
public final class ReplaceRows {

    private static final Duration LOCKS = Duration.ofMinutes(2);
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final java.sql.Connection target;
    private final Statement statement;
    private final CopyRows rows;

    private ReplaceRows(java.sql.Connection target, Statement statement, CopyRows rows) {
        this.target = target;
        this.statement = statement;
        this.rows = rows;
    }

    /**
     * @param from with the archive's definitions and these rows, compared with the archive
     * @param into the live database
     * @param beforeCommit hears what was noticed, when all is done and compared; what it writes down outlives a death at the commit
     * @throws SQLException where the connection broke, so that nobody knows whether it is committed; or where the server refused a
     *     statement, and nothing was changed
     */
    public static ReplaceResult replace(
            DatabaseConnection from,
            DatabaseConnection into,
            List<ArchivedTableRows> wanted,
            Consumer<List<Finding>> beforeCommit)
            throws SQLException {
        try (java.sql.Connection source = SignIn.forLongRows(from, Duration.ZERO, true);
                java.sql.Connection target = SignIn.forLongRows(into, Duration.ZERO, false);
                Statement statement = target.createStatement()) {
            CopyRows rows = new CopyRows(
                    new CopyRows.Side(source, new TableRowReader(source)),
                    new CopyRows.Side(target, new TableRowReader(target)),
                    wanted);
            target.setAutoCommit(false);
            // Each statement has to see what was committed before the locks. XML need be no whole document, and NULL in
            // an array is no text.
            statement.execute("set transaction isolation level read committed, read write");
            statement.execute("set local xmloption = content");
            statement.execute("set local array_nulls = on");
            return new ReplaceRows(target, statement, rows).replace(beforeCommit);
        }
    }

    private ReplaceResult replace(Consumer<List<Finding>> beforeCommit) throws SQLException {
        Optional<TableFacts> locked = locked();
        if (locked.isEmpty()) {
            return refused(
                    "tables_locked",
                    "Other sessions kept the tables locked for " + LOCKS.toMinutes()
                            + " minutes. Nothing was changed: end those sessions, or stop the application.",
                    List.of());
        }
        List<Finding> obstacles = TableObstacles.of(locked.get());
        return obstacles.isEmpty()
                ? replace(locked.get(), beforeCommit)
                : refused(
                        "plan_stale",
                        "The live tables have changed since the plan was made: "
                                + obstacles.getFirst().text() + ". Nothing was changed.",
                        obstacles);
    }

    private ReplaceResult replace(TableFacts facts, Consumer<List<Finding>> beforeCommit) throws SQLException {
        String states = SuspendedTriggers.states(statement, facts);
        SuspendedTriggers guards = SuspendedTriggers.suspend(statement, facts);
        List<Finding> findings = new ArrayList<>(rows.replace(statement, facts));
        for (TableFacts.DeferrableIndex index : facts.deferrable()) {
            // Its constraint is checked by a trigger, and those are silent: building the index checks it.
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
                    "Replacing these rows would have changed more than these tables, and nothing was changed: see which"
                            + " function of a constraint, index or generated column writes there.",
                    others);
        }
        beforeCommit.accept(List.copyOf(findings));
        sequences.last();
        target.commit();
        return new ReplaceResult.Replaced();
    }

    /** What is not as it has to be, where it now lies. */
    private Optional<Refused> wrong(TableFacts facts) throws SQLException {
        List<Finding> broken = BrokenForeignKeys.of(statement, facts.foreignKeys());
        if (!broken.isEmpty()) {
            return Optional.of(refused(
                    "references_broken",
                    "With these rows the live database would have references to rows that are not there. Nothing"
                            + " was changed: restore the tables that they refer to as well.",
                    broken));
        }
        List<Finding> different = rows.different(facts);
        if (!different.isEmpty()) {
            return Optional.of(refused(
                    "contents_differ",
                    "The live tables would not have the rows of the archive, and nothing was changed. Do their columns"
                            + " have other types by now?",
                    different));
        }
        return Optional.empty();
    }

    private Refused refused(String reason, String message, List<Finding> findings) throws SQLException {
        target.rollback();
        return new Refused(reason, message, findings.stream().distinct().toList());
    }

    /** What is known of the tables, read when nobody else can change them; empty where others hold them for too long. */
    private Optional<TableFacts> locked() throws SQLException {
        try {
            TableFacts before = ReadTableFacts.of(target, rows.names());
            statement.execute("set local lock_timeout = " + LOCKS.toMillis());
            for (LiveTable table : before.relations()) {
                if (table.hasRows()) {
                    statement.execute("lock table only " + table.quoted() + " in access exclusive mode");
                }
            }
            statement.execute("set local lock_timeout = 0");
            return Optional.of(ReadTableFacts.of(target, rows.names()));
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The net: whatever was written besides these tables, by whatever it was. */
    private List<Finding> others(TableFacts facts, SuspendedTriggers guards, AdvanceSequences sequences, String states)
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
        for (String name : WrittenRelations.others(target, relations, catalogs)) {
            others.add(new Finding("relation_touched", name + " would have been written as well"));
        }
        if (!SuspendedTriggers.states(statement, facts).equals(states)) {
            others.add(new Finding("states_differ", "a trigger, a rule or row security would not be as it was before"));
        }
        return others;
    }
}
