package io.holdfast.restoring;

import io.holdfast.events.Finding;
import io.holdfast.events.Printable;
import io.holdfast.postgrestools.Connection;
import io.holdfast.postgrestools.SignIn;
import io.holdfast.restoring.contents.Comparison;
import io.holdfast.restoring.contents.Fingerprint;
import io.holdfast.restoring.contents.Script;
import io.holdfast.restoring.contents.TableContents;
import io.holdfast.restoring.contents.TableName;
import io.holdfast.restoring.contents.TableReading;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Holds a restored database against the archive, table by table and row by row (L4). */
public final class CompareContents {

    private static final Logger LOG = Logger.getLogger(CompareContents.class);
    private static final long TOLD_EVERY = 1 << 20;

    private final Connection database;
    private final int connections;
    private final long countAbove;
    private final Progress progress;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger done = new AtomicInteger();

    /**
     * @param connections that read side by side, at least 1
     * @param countAbove tables with more rows than this are only counted
     */
    public CompareContents(Connection database, int connections, long countAbove, Progress progress) {
        this.database = database;
        this.connections = connections;
        this.countAbove = countAbove;
        this.progress = progress;
    }

    private sealed interface Told {

        record Equal(TableName table, boolean countedOnly) implements Told {}

        record Different(Finding finding) implements Told {}
    }

    /**
     * What the tables of an archive have become; empty where it was stopped.
     *
     * @throws SQLException where the database cannot be asked at all
     */
    public Optional<Comparison> compare(Script.Whole expected) throws SQLException, InterruptedException {
        // The longest first, so that none of them is begun when all others are done.
        Queue<TableContents> open = new ConcurrentLinkedQueue<>(expected.tables().stream()
                .sorted(Comparator.comparingLong(TableContents::rows).reversed())
                .toList());
        int all = open.size();
        try (ExecutorService readers = Executors.newFixedThreadPool(connections)) {
            List<Future<List<Told>>> parts = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                parts.add(readers.submit(() -> read(open, all)));
            }
            List<Told> told = new ArrayList<>();
            for (Future<List<Told>> part : parts) {
                told.addAll(result(part));
            }
            return progress.isStopped() ? Optional.empty() : Optional.of(summary(expected, told));
        }
    }

    private static List<Told> result(Future<List<Told>> part) throws SQLException, InterruptedException {
        try {
            return part.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException sql) {
                throw sql;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private List<Told> read(Queue<TableContents> open, int all) throws SQLException {
        List<Told> told = new ArrayList<>();
        try (java.sql.Connection connection = SignIn.readOnly(database, Duration.ZERO)) {
            TableReading reading = new TableReading(connection);
            for (TableContents table = open.poll(); table != null && !progress.isStopped(); table = open.poll()) {
                compare(reading, table, all).ifPresent(told::add);
                progress.at(Phases.COMPARING, bytes.get(), done.incrementAndGet(), all);
            }
        }
        return told;
    }

    private Optional<Told> compare(TableReading reading, TableContents table, int all) throws SQLException {
        try {
            if (table.rows() > countAbove) {
                long rows = reading.count(table.table());
                return Optional.of(rows == table.rows() ? new Told.Equal(table.table(), true) : different(table, rows));
            }
            return reading.fingerprint(table.table(), table.columns(), read -> goOn(read, all))
                    .map(found -> found.equals(table.fingerprint())
                            ? new Told.Equal(table.table(), false)
                            : different(table, found));
        } catch (SQLException e) {
            // A role that may not read a table, as where row security is forced on its owner, says nothing about its
            // rows.
            if (e.getSQLState() == null
                    || !e.getSQLState().startsWith("42")
                    || e.getSQLState().equals(RefusedEntries.MAY_NOT)) {
                throw e;
            }
            LOG.warnf("Table %s could not be read: %s", table.table(), Printable.message(e));
            return Optional.of(new Told.Different(new Finding(
                    "table_missing",
                    table.table() + " cannot be read with the columns of the artifact (SQLSTATE " + e.getSQLState()
                            + ")")));
        }
    }

    private boolean goOn(long read, int all) {
        long before = bytes.getAndAdd(read);
        if ((before + read) / TOLD_EVERY != before / TOLD_EVERY) {
            progress.at(Phases.COMPARING, before + read, done.get(), all);
            return !progress.isStopped();
        }
        return true;
    }

    private static Told different(TableContents table, Fingerprint found) {
        return found.rows() == table.rows()
                ? new Told.Different(new Finding(
                        "contents_differ", table.table() + " has " + found.rows() + " rows, and some are others"))
                : different(table, found.rows());
    }

    private static Told different(TableContents table, long rows) {
        return new Told.Different(new Finding(
                "rows_differ", table.table() + " has " + rows + " rows, and " + table.rows() + " are in the artifact"));
    }

    private static Comparison summary(Script.Whole expected, List<Told> told) {
        List<TableName> equal = new ArrayList<>();
        List<TableName> counted = new ArrayList<>();
        List<Finding> different = new ArrayList<>();
        for (Told one : told) {
            switch (one) {
                case Told.Equal same -> (same.countedOnly() ? counted : equal).add(same.table());
                case Told.Different other -> different.add(other.finding());
            }
        }
        return new Comparison(
                equal,
                counted,
                different,
                expected.tables().stream().mapToLong(TableContents::rows).sum());
    }
}
