package io.holdfast.restoreengine;

import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.PgRestoreIntoDatabase;
import io.holdfast.postgrestools.ProgramExitResult;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.postgrestools.TextOutputSettings;
import io.holdfast.restoreengine.archive.PgRestoreUseListWriter;
import io.holdfast.restoreengine.archive.StagedArchive;
import io.holdfast.restoreengine.server.TargetServerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Runs pg_restore on a staged archive with an existing database as the target. */
public final class RestoreArchive {

    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** Used only for the progress. */
    private static final Pattern ROWS = Pattern.compile("pg_restore: processing data for table .*");

    private RestoreArchive() {}

    /**
     * Blocks until pg_restore has exited. A stopped process is killed after ten seconds at the latest. Event triggers of the
     * archive are restored last, when they can no longer fire for other entries: pg_restore itself would create them before it
     * fills materialized views. If several jobs restore partitions, triggers and foreign keys are also last.
     */
    public static PgRestoreResult restore(
            StagedArchive archive, DatabaseConnection target, RestoreOptions restoreOptions, ProgressListener progress)
            throws InterruptedException {
        DeferredTocEntries late = DeferredTocEntries.of(archive, restoreOptions);
        if (restoreOptions.replacing()) {
            List<Integer> ids = PartitionConstraintSorter.first(archive.list(), late.last(archive, restoreOptions));
            return run(archive, target, restoreOptions, ids, progress);
        }
        if (late.isEmpty()) {
            return run(archive, target, restoreOptions, late.last(archive, restoreOptions), progress);
        }
        PgRestoreResult others = run(archive, target, restoreOptions, late.others(archive, restoreOptions), progress);
        return others.isOver()
                ? others
                : others.and(run(archive, target, restoreOptions, late.ids(), new AfterAllRows(progress)));
    }

    /** A later run restores no rows, so it reports the final progress of the run before. */
    private record AfterAllRows(ProgressListener progress) implements ProgressListener {

        @Override
        public void at(String phase, long bytes, int tables, int ofTables) {
            progress.at(phase, bytes, ofTables, ofTables);
        }

        @Override
        public boolean isStopped() {
            return progress.isStopped();
        }
    }

    /** @param ids ids of the requested entries, in order; empty for all entries */
    private static PgRestoreResult run(
            StagedArchive archive,
            DatabaseConnection target,
            RestoreOptions restoreOptions,
            List<Integer> ids,
            ProgressListener progress)
            throws InterruptedException {
        Optional<Path> list = Optional.empty();
        try {
            if (!ids.isEmpty()) {
                list = Optional.of(PgRestoreUseListWriter.write(archive.file(), ids));
            }
            PgRestoreIntoDatabase.Options options = new PgRestoreIntoDatabase.Options(
                    restoreOptions.jobs(),
                    restoreOptions.owners(),
                    restoreOptions.replacing(),
                    restoreOptions.section(),
                    list,
                    restoreOptions.tablespaces(),
                    restoreOptions.silent());
            ClassifyRestoreResult judge = ClassifyRestoreResult.before(archive, target, restoreOptions);
            DatabaseConnection session = reading(archive, target);
            return run(
                    new PgRestoreIntoDatabase(archive.programs(), archive.file(), session, options),
                    archive,
                    judge,
                    progress);
        } catch (SQLException e) {
            return PgRestoreResult.Failed.because(TargetServerException.of(e), "");
        } catch (IOException e) {
            return new PgRestoreResult.Failed(
                    "no_program",
                    "pg_restore could not be started. hint: check that it is installed, and that the host has free"
                            + " processes, memory and space in the work folder.",
                    List.of(),
                    "");
        } finally {
            list.ifPresent(RestoreArchive::delete);
        }
    }

    /**
     * Sets the locale in which {@code money} values were written, and the interpretation of NULL in arrays. All other text is
     * read the same way under every setting. A connection pooler before the target may ignore these options. Then its own
     * locale must be the same.
     */
    private static DatabaseConnection reading(StagedArchive archive, DatabaseConnection target) throws SQLException {
        TextOutputSettings settings = archive.settings()
                .map(recorded -> recorded.only(TextOutputSettings.LC_MONETARY))
                .orElse(TextOutputSettings.NONE)
                .with(TextOutputSettings.ARRAY_NULLS, "on");
        return TextOutputSettings.areTaken(target, ANSWER) ? target.withSettings(settings) : target;
    }

    private static PgRestoreResult run(
            PgRestoreIntoDatabase program,
            StagedArchive archive,
            ClassifyRestoreResult judge,
            ProgressListener progress)
            throws IOException, InterruptedException {
        AtomicInteger begun = new AtomicInteger();
        Set<Integer> refused = new ConcurrentSkipListSet<>();
        int tables = archive.list().ofType("TABLE DATA").size();
        try (RunningProgram pgRestore = program.start(line -> {
            if (ROWS.matcher(line).matches()) {
                begun.incrementAndGet();
            } else {
                PgRestoreErrorOutput.entryOf(line).ifPresent(refused::add);
            }
        })) {
            Optional<ProgramExitResult> ended = pgRestore.await(LOOK);
            while (ended.isEmpty()) {
                progress.at(RestorePhaseTimer.RESTORING, 0, Math.max(0, begun.get() - 1), tables);
                if (progress.isStopped()) {
                    pgRestore.stop(GRACE);
                    return new PgRestoreResult.Failed("stopped", "The restore was stopped.", List.of(), "");
                }
                ended = pgRestore.await(LOOK);
            }
            progress.at(RestorePhaseTimer.RESTORING, 0, begun.get(), tables);
            return judge.of(ended.get(), refused);
        }
    }

    private static void delete(Path list) {
        try {
            Files.deleteIfExists(list);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
