package io.holdfast.restoreengine;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.PsqlSession;
import io.holdfast.postgrestools.TextOutputSettings;
import io.holdfast.restoreengine.CompareTables.TableResult;
import io.holdfast.restoreengine.archive.StagedArchive;
import io.holdfast.restoreengine.contents.ArchiveComparisonResult;
import io.holdfast.restoreengine.contents.RestoreScriptReadResult;
import io.holdfast.restoreengine.contents.TableContentFingerprint;
import io.holdfast.restoreengine.contents.TableName;
import io.holdfast.restoreengine.contents.TableRowReader;
import io.holdfast.restoreengine.contents.TextOutputSettingsSelector;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Compares a restored database with the archive (L4): every row of every table, the position of each sequence, and the bytes of
 * large objects. Rows are read through psql, so that no row is held in this JVM.
 */
public final class CompareDatabaseWithArchive {

    private static final long TOLD_EVERY = 1 << 20;

    /** SQLSTATE used if a program could not be started, as if the server had refused the connection. */
    private static final String NO_PROGRAM = "08001";

    private final StagedArchive archive;
    private final DatabaseConnection database;
    private final int connections;
    private final long countAbove;
    private final ProgressListener progress;
    private final TextOutputSettingsSelector spellings;
    private final Object longLine = new Object();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger done = new AtomicInteger();

    /**
     *
     * @param archive archive that was restored, with its programs and its manifest
     * @param connections number of parallel connections, at least 1
     * @param countAbove row count above which a table is only counted
     */
    public CompareDatabaseWithArchive(
            StagedArchive archive,
            DatabaseConnection database,
            int connections,
            long countAbove,
            ProgressListener progress) {
        this.archive = archive;
        this.database = database;
        this.connections = connections;
        this.countAbove = countAbove;
        this.progress = progress;
        this.spellings = new TextOutputSettingsSelector(
                archive.settings(),
                archive.manifest().map(manifest -> manifest.server().collate()));
    }

    /**
     * Compares the contents. Empty if it was stopped.
     *
     * @param expected the contents of the archive, or a part of them
     * @throws SQLException if the database cannot be queried
     */
    public Optional<ArchiveComparisonResult> compare(RestoreScriptReadResult.Whole expected)
            throws SQLException, InterruptedException {
        // Start with the longest tables, so that no long table remains when all others are done.
        Queue<TableContentFingerprint> open = new ConcurrentLinkedQueue<>(expected.tables().stream()
                .sorted(Comparator.comparingLong(TableContentFingerprint::rows).reversed())
                .toList());
        try (ExecutorService readers = Executors.newFixedThreadPool(connections)) {
            List<Future<List<TableResult>>> parts = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                parts.add(readers.submit(() -> read(open, expected)));
            }
            List<TableResult> told = new ArrayList<>();
            for (Future<List<TableResult>> part : parts) {
                told.addAll(result(part));
            }
            CompareSequencesAndObjects.Found others = others(expected);
            return progress.isStopped() ? Optional.empty() : Optional.of(summary(expected, told, others));
        }
    }

    private static List<TableResult> result(Future<List<TableResult>> part) throws SQLException, InterruptedException {
        try {
            return part.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException sql) {
                throw sql;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private List<TableResult> read(Queue<TableContentFingerprint> open, RestoreScriptReadResult.Whole expected)
            throws SQLException {
        List<TableResult> told = new ArrayList<>();
        int all = expected.tables().size();
        Set<TableName> apart =
                expected.tables().stream().map(TableContentFingerprint::table).collect(Collectors.toSet());
        try (PsqlSession session = session()) {
            CompareTables tables = compareTables(session, expected, apart);
            for (TableContentFingerprint table = open.poll();
                    table != null && !progress.isStopped();
                    table = open.poll()) {
                Optional<TableResult> one = expected.longLines().containsKey(table.table())
                        ? apart(table, expected, apart)
                        : tables.compare(table);
                one.ifPresent(told::add);
                progress.at(RestorePhaseTimer.COMPARING, bytes.get(), done.incrementAndGet(), all);
            }
        }
        return told;
    }

    /**
     * A psql process keeps the memory of its longest row. So it exits after the table, and only one process reads such rows at
     * a time.
     */
    private Optional<TableResult> apart(
            TableContentFingerprint table, RestoreScriptReadResult.Whole expected, Set<TableName> apart)
            throws SQLException {
        synchronized (longLine) {
            try (PsqlSession session = session()) {
                return compareTables(session, expected, apart).compare(table);
            }
        }
    }

    private CompareTables compareTables(
            PsqlSession session, RestoreScriptReadResult.Whole expected, Set<TableName> apart) throws SQLException {
        int all = expected.tables().size();
        TableRowReader reading = new TableRowReader(session, expected.encoding());
        return new CompareTables(reading, spellings, apart, countAbove, read -> goOn(read, all));
    }

    private CompareSequencesAndObjects.Found others(RestoreScriptReadResult.Whole expected) throws SQLException {
        if (progress.isStopped()
                || (expected.sequences().isEmpty() && expected.objects().isEmpty())) {
            return new CompareSequencesAndObjects.Found(List.of(), List.of());
        }
        try (PsqlSession session = session()) {
            new TableRowReader(session, expected.encoding()).use(TextOutputSettings.PINNED);
            int all = expected.tables().size();
            return CompareSequencesAndObjects.compare(session, expected, read -> goOn(read, all));
        }
    }

    private PsqlSession session() throws SQLException {
        try {
            return PsqlSession.open(archive.programs(), database);
        } catch (IOException e) {
            throw new SQLException("cannot start psql: " + e.getMessage(), NO_PROGRAM, e);
        }
    }

    private boolean goOn(long read, int all) {
        long before = bytes.getAndAdd(read);
        if ((before + read) / TOLD_EVERY != before / TOLD_EVERY) {
            progress.at(RestorePhaseTimer.COMPARING, before + read, done.get(), all);
            return !progress.isStopped();
        }
        return true;
    }

    private ArchiveComparisonResult summary(
            RestoreScriptReadResult.Whole expected, List<TableResult> told, CompareSequencesAndObjects.Found others) {
        List<TableName> equal = new ArrayList<>();
        List<TableName> counted = new ArrayList<>();
        List<Finding> different = new ArrayList<>();
        for (TableResult one : told) {
            switch (one) {
                case TableResult.Equal same -> (same.countedOnly() ? counted : equal).add(same.table());
                case TableResult.Different other -> different.add(other.finding());
            }
        }
        different.addAll(others.different());
        List<Finding> notes = new ArrayList<>(others.notes());
        spellings
                .otherThanUsual()
                .ifPresent(settings -> notes.add(new Finding(
                        "text_settings",
                        "the backup does not record the settings for its text output; it was compared with "
                                + settings)));
        return new ArchiveComparisonResult(
                equal,
                counted,
                different,
                expected.tables().stream()
                        .mapToLong(TableContentFingerprint::rows)
                        .sum(),
                notes);
    }
}
